// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.audit.PublishedHead;
import dev.evenkeel.server.foundation.config.EffectiveSetting;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.doctor.ServerDiagnostics;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionQueries;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.notification.NotificationChannelResponse;
import dev.evenkeel.server.operations.notification.NotificationRuleResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The page of settings. Its question: how is this server set up, and who may change it?
///
/// @param now when this was true
/// @param environments by name
/// @param services by key
record SettingsPageModel(
        Instant now,
        SettingsPermissions who,
        List<EnvironmentRow> environments,
        List<Service> services,
        ChangeControls changes,
        NotificationSettings messages,
        ServerInfoData machine) {
    private static final Duration CLOCKS_AGREE = Duration.ofMillis(500);

    /// Who looks, and who may change what.
    ///
    /// @param grants of whoever looks
    /// @param administrators people who may change all of it
    /// @param people who have an account
    record SettingsPermissions(GrantedRights grants, int administrators, int people) {
        /// Whether whoever looks may change what the API changes.
        boolean administers() {
            return grants.allowEverywhere(Right.ADMINISTER);
        }

        /// Whether they may change what is said of a service.
        boolean administers(String service) {
            return grants.allow(Right.ADMINISTER, Set.of(service));
        }
    }

    /// An environment.
    ///
    /// @param keys SDK keys that open it
    /// @param processes with an SDK that are connected
    /// @param policy what it asks of changes
    record EnvironmentRow(String name, long revision, int flags, int keys, int processes, GatePolicy policy) {
        /// Address of its flags.
        String flagsPath() {
            return "/flags?environment=" + PageUrls.encoded(name);
        }

        /// Which gates changes have to pass, in words.
        String required() {
            Set<String> required = policy.required();
            return required == null
                    ? "every gate"
                    : required.isEmpty() ? "none" : String.join(", ", new TreeSet<>(required));
        }

        /// How many people have to approve a change, in words.
        String approvals() {
            return Stream.concat(
                            Stream.of(policy.approvals() + " for all"),
                            policy.rules().stream().map(EnvironmentRow::rule))
                    .collect(Collectors.joining(", "));
        }

        private static String rule(ApprovalRule rule) {
            String of = Stream.of(rule.service(), rule.changeClass())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            return rule.approvals() + " for " + of;
        }

        /// Who may let a change past a gate, in words.
        String overrides() {
            return policy.overrideClasses().isEmpty()
                    ? "none"
                    : String.join(", ", new TreeSet<>(policy.overrideClasses()));
        }
    }

    /// What changes have to get past.
    ///
    /// @param gates names of all that there are
    /// @param freezes by name
    record ChangeControls(List<String> gates, List<FreezeWindowDefinition> freezes) {}

    /// Who is told of what.
    ///
    /// @param sinks by name
    /// @param routes that are in force
    record NotificationSettings(List<NotificationChannelResponse> sinks, List<NotificationRuleResponse> routes) {}

    /// The server.
    record ServerInfoData(
            ServerDiagnostics.RuntimeInfo running,
            ServerDiagnostics.DatabaseInfo database,
            List<EffectiveSetting> started,
            List<LimitRegistry.LimitUsage> limits,
            RetentionOverview keeping,
            AuditLogOverview ledger) {
        /// What was said about one thing at the start.
        List<EffectiveSetting> about(EffectiveSetting.Topic topic) {
            return started.stream().filter(one -> one.topic() == topic).toList();
        }

        /// The version, in words.
        String version() {
            String version = running.version();
            return version == null ? "built from sources" : version;
        }
    }

    /// What is kept for a time.
    ///
    /// @param lastAt when the last round of taking away ended; null for none yet
    /// @param setAside rows that could not be counted, by table
    record RetentionOverview(
            List<RetentionQueries.RetainedTable> tables,
            @Nullable Instant lastAt,
            List<QuarantinedRowRepository.QuarantinedCount> setAside) {}

    /// The ledger.
    ///
    /// @param last number of its newest entry
    /// @param published newest head of each place
    record AuditLogOverview(long last, List<PublishedHead> published) {
        /// Entries that no published head covers.
        long behind() {
            return Math.max(
                    0,
                    last
                            - published.stream()
                                    .mapToLong(one -> one.head().head().number())
                                    .max()
                                    .orElse(0));
        }
    }

    /// The answer, in a sentence.
    String lead() {
        List<String> full = machine.limits().stream()
                .filter(LimitRegistry.LimitUsage::isReached)
                .map(LimitRegistry.LimitUsage::name)
                .toList();
        if (!full.isEmpty()) {
            return "A limit is reached: " + String.join(", ", full) + ".";
        }
        if (environments.stream().allMatch(one -> one.keys() == 0)) {
            return "No service can read flags: no environment has an SDK key.";
        }
        return counted(environments.size(), "environment") + ", " + counted(services.size(), "service") + ", "
                + counted(messages.sinks().size(), "receiver") + " of messages. No limit is reached.";
    }

    /// Who may change what, in words.
    String mayChange() {
        String others = who.people() == 0
                ? "Nobody has an account yet."
                : counted(who.administrators(), "administrator") + " of " + counted(who.people(), "account")
                        + " may change what the API changes.";
        String you = who.administers()
                ? " You may."
                : services.stream().anyMatch(one -> who.administers(one.key()))
                        ? " You may change the services that you administer."
                        : " You may look.";
        return others + you + " What the server was started with changes with its next start.";
    }

    /// How far the machine's clock is from the database's, in words.
    String clock() {
        Duration ahead = machine.running().clockAhead();
        String size = DisplayFormatter.millis(Math.abs(ahead.toNanos() / 1e6));
        return ahead.abs().compareTo(CLOCKS_AGREE) <= 0
                ? "agrees with the database's within " + size
                : "is " + size + (ahead.isNegative() ? " behind" : " ahead of")
                        + " the database's, which is used instead";
    }

    /// A setting's origin, in words.
    static String origin(EffectiveSetting setting) {
        return setting.usual() ? "by default" : setting.option().startsWith("--") ? "by serve" : "by a variable";
    }

    /// What keeps and removes rows, in words.
    static String removed(PurgeResult removed) {
        return removed.partitions() == 0
                ? DisplayFormatter.count(removed.rows())
                : DisplayFormatter.count(removed.rows()) + " and " + counted(removed.partitions(), "partition");
    }

    /// A bound, in its unit.
    static String most(LimitRegistry.LimitUsage bound) {
        return amount(bound.name(), bound.most());
    }

    /// What of a bound is in use, in words.
    static String used(LimitRegistry.LimitUsage bound) {
        Double used = bound.used();
        return used == null ? "not counted" : DisplayFormatter.count(Math.round(used));
    }

    private static String amount(String name, double amount) {
        String number = DisplayFormatter.count(Math.round(amount));
        if (name.endsWith("-bytes")) {
            return number + "\u00a0bytes";
        }
        return name.endsWith("-seconds")
                ? number + "\u00a0s"
                : name.endsWith("-per-second") ? number + "\u00a0a second" : number;
    }

    /// The state of a bound.
    static StatusBadge mark(LimitRegistry.LimitUsage bound) {
        return bound.isReached()
                ? new StatusBadge(StatusBadge.Tone.BAD, "stop", "Reached")
                : bound.refused() > 0
                        ? new StatusBadge(
                                StatusBadge.Tone.CAUTION,
                                "alert",
                                DisplayFormatter.count(Math.round(bound.refused())) + " refused")
                        : new StatusBadge(StatusBadge.Tone.CALM, "check", "Free");
    }

    /// The address of a sink without what might be a secret in it.
    static String address(NotificationChannelResponse sink) {
        URI whole = URI.create(sink.address());
        return whole.getRawQuery() == null ? sink.address() : sink.address().replace("?" + whole.getRawQuery(), "?…");
    }

    /// A service as its form begins.
    static String fields(Service service) {
        FailureCost price = service.failurePrice();
        ObjectNode fields = FlagJsonMappers.EXACT.createObjectNode();
        fields.put("key", service.key())
                .put("name", service.name())
                .put("owner", service.owner())
                .put("escalation", service.escalation())
                .put("tier", service.tier())
                .put("dependsOn", String.join(", ", service.dependsOn()))
                .put("flags", flags(service))
                .put("failurePrice", price == null ? "" : price.currency() + " " + price.digits());
        return fields.toString();
    }

    /// What a failed call of it costs, in words.
    static String price(Service service) {
        FailureCost price = service.failurePrice();
        return price == null ? "–" : price.words().replace(' ', '\u00a0');
    }

    /// Its flags, each as environment and key.
    static String flags(Service service) {
        return service.flags().stream()
                .map(flag -> flag.environment() + "/" + flag.flag())
                .collect(Collectors.joining(", "));
    }

    /// A sink as its form begins; what is not in it stays as it was.
    static String fields(NotificationChannelResponse sink) {
        ObjectNode fields = FlagJsonMappers.EXACT.createObjectNode();
        return fields.put("sink", sink.name()).put("kind", sink.kind().name()).toString();
    }

    /// A route as its form begins.
    static String fields(NotificationRuleResponse route) {
        ObjectNode fields = FlagJsonMappers.EXACT.createObjectNode();
        fields.put("route", route.name())
                .put("sink", route.sink())
                .put("services", String.join(", ", route.services()))
                .put("severity", route.severity().name())
                .put("events", String.join(", ", route.events()))
                .put("holdAfter", route.holdAfter().toString());
        return fields.toString();
    }

    private static String counted(long number, String what) {
        return DisplayFormatter.count(number) + " " + what + (number == 1 ? "" : "s");
    }
}
