// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.api.HealthApi.QuarantinedRows;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.audit.PublishedHead;
import dev.evenkeel.server.foundation.config.EffectiveSetting;
import dev.evenkeel.server.foundation.config.ServerOption;
import dev.evenkeel.server.foundation.doctor.DiagnosticFactsQueries;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionStatusQueries;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
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

/// Model of the settings page. Answers: how is this server configured, and who may change it?
///
/// @param now time of the data
/// @param environments by name
/// @param services by key
record SettingsPageModel(
        Instant now,
        SettingsPermissions permissions,
        List<EnvironmentRow> environments,
        List<Service> services,
        ChangeControls changeControls,
        NotificationSettings notifications,
        ServerInfoData serverInfo) {
    private static final Duration CLOCKS_AGREE = Duration.ofMillis(500);

    /// Permissions to change settings.
    ///
    /// @param grants rights of the current user
    /// @param administrators number of users who may change all settings
    /// @param people number of users with an account
    record SettingsPermissions(GrantedRights grants, int administrators, int people) {
        /// Whether the current user may change the settings that the API can change.
        boolean canAdminister() {
            return grants.hasRightEverywhere(Right.ADMINISTER);
        }

        /// Whether the current user may edit a service.
        boolean canAdminister(String service) {
            return grants.hasRight(Right.ADMINISTER, Set.of(service));
        }
    }

    /// An environment.
    ///
    /// @param keys number of active SDK keys
    /// @param processes number of connected SDK processes
    /// @param policy policy for changes
    record EnvironmentRow(String name, long revision, int flags, int keys, int processes, GatePolicy policy) {
        /// Returns the path of its flags.
        String flagsPath() {
            return "/flags?environment=" + PageUrls.encode(name);
        }

        /// Returns the required gates as text.
        String requiredGates() {
            Set<String> required = policy.requiredGates();
            return required == null
                    ? "every gate"
                    : required.isEmpty() ? "none" : String.join(", ", new TreeSet<>(required));
        }

        /// Returns the required number of approvals as text.
        String approvals() {
            return Stream.concat(
                            Stream.of(policy.requiredApprovals() + " for all"),
                            policy.approvalRules().stream().map(EnvironmentRow::formatRule))
                    .collect(Collectors.joining(", "));
        }

        private static String formatRule(ApprovalRule rule) {
            String of = Stream.of(rule.service(), rule.changeClass())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            return rule.requiredApprovals() + " for " + of;
        }

        /// Returns who may override a gate, as text.
        String overrides() {
            return policy.overrideClasses().isEmpty()
                    ? "none"
                    : String.join(", ", new TreeSet<>(policy.overrideClasses()));
        }
    }

    /// Gates and freezes that apply to changes.
    ///
    /// @param gates names of all gates
    /// @param freezes by name
    record ChangeControls(List<String> gates, List<FreezeWindowDefinition> freezes) {}

    /// Notification channels and rules.
    ///
    /// @param channels channels, by name
    /// @param rules effective rules
    record NotificationSettings(List<NotificationChannelResponse> channels, List<NotificationRuleResponse> rules) {}

    /// State of the server.
    record ServerInfoData(
            DiagnosticFactsQueries.RuntimeInfo runtime,
            DiagnosticFactsQueries.DatabaseInfo database,
            List<EffectiveSetting> settings,
            List<LimitRegistry.LimitUsage> limits,
            RetentionOverview retention,
            AuditLogOverview auditLog) {
        /// Returns the start options of a topic.
        List<EffectiveSetting> listSettings(ServerOption.Topic topic) {
            return settings.stream().filter(one -> one.topic() == topic).toList();
        }

        /// Returns the version as text.
        String version() {
            String version = runtime.version();
            return version == null ? "built from sources" : version;
        }
    }

    /// Data retention.
    ///
    /// @param lastPurgeAt when the last purge ended; null before the first
    /// @param quarantinedRows rows that could not be counted, by table
    record RetentionOverview(
            List<RetentionStatusQueries.RetainedTable> tables,
            @Nullable Instant lastPurgeAt,
            List<QuarantinedRows> quarantinedRows) {}

    /// State of the audit log.
    ///
    /// @param lastEntry number of the newest entry
    /// @param published newest published head of each location
    record AuditLogOverview(long lastEntry, List<PublishedHead> published) {
        /// Returns the number of entries that no published head covers.
        long unpublishedEntries() {
            return Math.max(
                    0,
                    lastEntry
                            - published.stream()
                                    .mapToLong(one -> one.head().head().number())
                                    .max()
                                    .orElse(0));
        }
    }

    /// Returns the answer in a sentence.
    String summary() {
        List<String> full = serverInfo.limits().stream()
                .filter(LimitRegistry.LimitUsage::isReached)
                .map(LimitRegistry.LimitUsage::name)
                .toList();
        if (!full.isEmpty()) {
            return "A limit is reached: " + String.join(", ", full) + ".";
        }
        if (environments.stream().allMatch(one -> one.keys() == 0)) {
            return "No service can read flags: no environment has an SDK key.";
        }
        return formatCount(environments.size(), "environment") + ", " + formatCount(services.size(), "service") + ", "
                + formatCount(notifications.channels().size(), "receiver") + " of messages. No limit is reached.";
    }

    /// Returns who may change which settings, as text.
    String permissionsText() {
        String others = permissions.people() == 0
                ? "Nobody has an account yet."
                : formatCount(permissions.administrators(), "administrator") + " of "
                        + formatCount(permissions.people(), "account") + " may change what the API changes.";
        String you = permissions.canAdminister()
                ? " You may."
                : services.stream().anyMatch(one -> permissions.canAdminister(one.key()))
                        ? " You may change the services that you administer."
                        : " You may look.";
        return others + you + " What the server was started with changes with its next start.";
    }

    /// Returns the difference between the clocks of server and database, as text.
    String clockText() {
        Duration ahead = serverInfo.runtime().clockAhead();
        String size = DisplayFormatter.formatMillis(Math.abs(ahead.toNanos() / 1e6));
        return ahead.abs().compareTo(CLOCKS_AGREE) <= 0
                ? "agrees with the database's within " + size
                : "is " + size + (ahead.isNegative() ? " behind" : " ahead of")
                        + " the database's, which is used instead";
    }

    /// Returns the origin of an option, as text.
    static String formatOrigin(EffectiveSetting setting) {
        return setting.isDefault() ? "by default" : "from " + setting.origin();
    }

    /// Returns the result of a purge, as text.
    static String formatPurge(PurgeResult removed) {
        return removed.partitions() == 0
                ? QuantityFormatter.formatCount(removed.rows())
                : QuantityFormatter.formatCount(removed.rows()) + " and "
                        + formatCount(removed.partitions(), "partition");
    }

    /// Returns the maximum of a limit, in its unit.
    static String formatLimit(LimitRegistry.LimitUsage bound) {
        return formatAmount(bound.name(), bound.limit());
    }

    /// Returns the current usage of a limit, as text.
    static String formatUsage(LimitRegistry.LimitUsage bound) {
        Double used = bound.used();
        return used == null ? "not counted" : QuantityFormatter.formatCount(Math.round(used));
    }

    private static String formatAmount(String name, double amount) {
        String number = QuantityFormatter.formatCount(Math.round(amount));
        if (name.endsWith("-bytes")) {
            return number + "\u00a0bytes";
        }
        return name.endsWith("-seconds")
                ? number + "\u00a0s"
                : name.endsWith("-per-second") ? number + "\u00a0a second" : number;
    }

    /// Returns the status badge of a limit.
    static StatusBadge toBadge(LimitRegistry.LimitUsage bound) {
        return bound.isReached()
                ? new StatusBadge(StatusBadge.Tone.BAD, "stop", "Reached")
                : bound.refused() > 0
                        ? new StatusBadge(
                                StatusBadge.Tone.CAUTION,
                                "alert",
                                QuantityFormatter.formatCount(Math.round(bound.refused())) + " refused")
                        : new StatusBadge(StatusBadge.Tone.CALM, "check", "Free");
    }

    /// Returns the address of a channel without parts that might be secret.
    static String formatAddress(NotificationChannelResponse notificationChannelResponse) {
        URI whole = URI.create(notificationChannelResponse.address());
        return whole.getRawQuery() == null
                ? notificationChannelResponse.address()
                : notificationChannelResponse.address().replace("?" + whole.getRawQuery(), "?…");
    }

    /// Returns the initial values of a service's form.
    static String formDefaults(Service service) {
        FailureCost cost = service.failureCost();
        ObjectNode fields = FlagJsonMappers.EXACT.createObjectNode();
        fields.put("key", service.key())
                .put("name", service.name())
                .put("owner", service.owner())
                .put("escalation", service.escalation())
                .put("tier", service.tier())
                .put("dependsOn", String.join(", ", service.dependsOn()))
                .put("flags", formatFlags(service))
                .put("failureCost", cost == null ? "" : cost.currency() + " " + cost.formatAmount());
        return fields.toString();
    }

    /// Returns the cost of a failed call of a service, as text.
    static String formatPrice(Service service) {
        FailureCost cost = service.failureCost();
        return cost == null ? "–" : cost.format().replace(' ', '\u00a0');
    }

    /// Returns the flags of a service, each as environment and key.
    static String formatFlags(Service service) {
        return service.flags().stream()
                .map(flag -> flag.environment() + "/" + flag.flag())
                .collect(Collectors.joining(", "));
    }

    /// Returns the initial values of a channel's form; fields not in it stay unchanged.
    static String formDefaults(NotificationChannelResponse notificationChannelResponse) {
        ObjectNode fields = FlagJsonMappers.EXACT.createObjectNode();
        return fields.put("sink", notificationChannelResponse.name())
                .put("type", notificationChannelResponse.type().name())
                .toString();
    }

    /// Returns the initial values of a rule's form.
    static String formDefaults(NotificationRuleResponse notificationRuleResponse) {
        ObjectNode fields = FlagJsonMappers.EXACT.createObjectNode();
        fields.put("route", notificationRuleResponse.name())
                .put("channel", notificationRuleResponse.channel())
                .put("services", String.join(", ", notificationRuleResponse.services()))
                .put("severity", notificationRuleResponse.severity().name())
                .put("events", String.join(", ", notificationRuleResponse.events()))
                .put("holdAfter", notificationRuleResponse.holdAfter().toString());
        return fields.toString();
    }

    private static String formatCount(long number, String what) {
        return QuantityFormatter.formatCount(number) + " " + what + (number == 1 ? "" : "s");
    }
}
