// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.pause.ReleasePause;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.operations.slo.ObjectiveSummary;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sorts what is known into the bands of the overview.
final class ServiceRowBuilder {
    private static final double WHOLE = 100;

    private final OverviewPageData facts;

    private ServiceRowBuilder(OverviewPageData facts) {
        this.facts = facts;
    }

    /// All bands: those with trouble first, then those with changes, then by name.
    static List<ServiceRow> of(OverviewPageData facts) {
        var bands = new ServiceRowBuilder(facts);
        return Stream.concat(keys(facts).stream(), Stream.of(""))
                .map(bands::band)
                .filter(band -> !band.key().isEmpty()
                        || !band.changes().isEmpty()
                        || !band.incidents().isEmpty())
                .sorted(Comparator.comparing(ServiceRow::isTroubled)
                        .reversed()
                        .thenComparing(band -> band.changes().isEmpty())
                        .thenComparing(band -> band.key().isEmpty())
                        .thenComparing(ServiceRow::name))
                .toList();
    }

    /// Keys of all services of which anything is known, in the catalogue or not.
    static List<String> keys(OverviewPageData facts) {
        var keys = new TreeSet<String>();
        facts.services().services().forEach(service -> keys.add(service.key()));
        facts.objectives().forEach(objective -> keys.add(objective.service()));
        facts.incidents().forEach(incident -> keys.add(incident.service()));
        facts.reported().forEach(change -> keys.add(change.change().service()));
        facts.led().forEach(one -> keys.add(RolloutFormatter.owner(one.rollout(), facts.services())));
        facts.stopped().stream()
                .map(ReleasePause::service)
                .filter(Objects::nonNull)
                .forEach(keys::add);
        keys.removeAll(List.of("", Service.UNASSIGNED));
        return List.copyOf(keys);
    }

    private ServiceRow band(String key) {
        Service service = facts.services().find(key).orElse(null);
        return new ServiceRow(
                key,
                key.isEmpty() ? "Flags without a service" : service == null ? key : service.name(),
                about(key, service),
                facts.objectives().stream()
                        .filter(objective -> objective.service().equals(key))
                        .sorted(Comparator.comparing(
                                ObjectiveSummary::remaining, Comparator.nullsLast(Double::compare)))
                        .map(this::budget)
                        .toList(),
                Stream.concat(
                                facts.led().stream()
                                        .filter(one -> RolloutFormatter.owner(one.rollout(), facts.services())
                                                .equals(key))
                                        .map(this::moving),
                                facts.reported().stream()
                                        .filter(one -> one.change().service().equals(key))
                                        .map(this::moving))
                        .toList(),
                facts.incidents().stream()
                        .filter(incident -> incident.service().equals(key.isEmpty() ? Service.UNASSIGNED : key))
                        .sorted(Comparator.comparing(
                                incident -> incident.severity().severity()))
                        .map(ServiceRowBuilder::hurt)
                        .toList(),
                key.isEmpty() ? ServiceRow.ServiceFreeze.NONE : freeze(key, service),
                facts.stopped().stream()
                        .filter(line -> key.equals(line.service()))
                        .map(line -> (facts.namesEnvironments() ? line.environment() + ": " : "") + line.person() + ", "
                                + line.reason())
                        .toList());
    }

    private static String about(String key, @Nullable Service service) {
        if (key.isEmpty()) {
            return "";
        }
        return service == null
                ? "not in the catalogue"
                : "tier " + service.tier() + (service.owner().isEmpty() ? "" : " · " + service.owner());
    }

    private ServiceRow.ObjectiveBudget budget(ObjectiveSummary objective) {
        Double left = objective.remaining();
        boolean alone = facts.objectives().stream()
                        .filter(other -> other.slo().equals(objective.slo()))
                        .count()
                == 1;
        return new ServiceRow.ObjectiveBudget(
                objective.slo(),
                alone ? objective.slo() : objective.slo() + " " + objective.objective(),
                objective.state() == ObjectiveStatus.State.OK ? null : StatusBadge.of(objective.state()),
                DisplayFormatter.budget(left),
                left == null ? 0 : Math.clamp(WHOLE * left, 0, WHOLE),
                objective.burn() == null ? "unknown" : DisplayFormatter.times(objective.burn()));
    }

    private ServiceRow.RunningChangeItem moving(RunningChangeQueries.RunningFlagChange one) {
        Rollout rollout = one.rollout();
        return new ServiceRow.RunningChangeItem(
                rollout.id(),
                one.title() + in(rollout.environment()),
                StatusBadge.of(rollout.status()),
                RolloutFormatter.place(rollout),
                held(one),
                rollout.id());
    }

    private static String held(RunningChangeQueries.RunningFlagChange one) {
        String trouble = one.rollout().trouble();
        if (trouble != null) {
            return DisplayFormatter.sentence("the guard cannot judge: " + trouble);
        }
        List<String> closed = one.closed().stream()
                .map(entry -> entry.answer().gate())
                .distinct()
                .toList();
        if (!closed.isEmpty()) {
            return "Held up by " + (closed.size() == 1 ? "gate " : "gates ") + String.join(", ", closed) + ".";
        }
        return one.asksForAPerson() ? "Waits for a person." : "";
    }

    private ServiceRow.RunningChangeItem moving(ChangeService.RunningChange one) {
        String title = one.title().isEmpty() ? "Change " + one.change().id() : one.title();
        return new ServiceRow.RunningChangeItem(
                one.change().id(),
                title + in(one.change().environment()),
                new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Running"),
                "",
                "",
                "");
    }

    private String in(String environment) {
        return facts.namesEnvironments() ? " in " + environment : "";
    }

    private static ServiceRow.OpenIncidentItem hurt(Incident incident) {
        return new ServiceRow.OpenIncidentItem(
                incident.id(),
                incident.title(),
                StatusBadge.of(incident.severity().severity()),
                StatusBadge.of(incident),
                incident.openedAt());
    }

    /* The freeze that is on in any environment in which the service has flags, else the next one. */
    private ServiceRow.ServiceFreeze freeze(String key, @Nullable Service service) {
        List<String> environments = service == null || service.flags().isEmpty()
                ? facts.environments()
                : service.flags().stream()
                        .map(ServiceFlag::environment)
                        .distinct()
                        .toList();
        String tier = service == null ? null : String.valueOf(service.tier());
        return environments.stream()
                .map(environment ->
                        answer(new FreezeScope.ChangeAttributes(environment, key, tier, GateContext.NORMAL)))
                .min(Comparator.comparing((FreezeAnswer found) -> found.answer().verdict() == GateVerdict.PASS)
                        .thenComparing(found -> found.answer().until(), Comparator.nullsLast(Instant::compareTo)))
                .map(this::freeze)
                .orElse(ServiceRow.ServiceFreeze.NONE);
    }

    /// What the calendar says of a change.
    private record FreezeAnswer(FreezeScope.ChangeAttributes change, GateResult answer) {}

    private FreezeAnswer answer(FreezeScope.ChangeAttributes change) {
        return new FreezeAnswer(change, facts.freezes().answer(change, facts.now()));
    }

    private ServiceRow.ServiceFreeze freeze(FreezeAnswer found) {
        GateResult answer = found.answer();
        Instant until = answer.until();
        return switch (answer.verdict()) {
            case DENY ->
                new ServiceRow.ServiceFreeze(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "pause", "Frozen"), until, name(answer));
            case UNKNOWN ->
                new ServiceRow.ServiceFreeze(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "question", "May be frozen"), until, name(answer));
            case PASS ->
                until == null
                        ? ServiceRow.ServiceFreeze.NONE
                        : new ServiceRow.ServiceFreeze(
                                new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "Next"),
                                until,
                                name(facts.freezes().answer(found.change(), until)));
        };
    }

    private static String name(GateResult answer) {
        return answer.evidence().isEmpty() ? "" : answer.evidence().getFirst().value();
    }
}
