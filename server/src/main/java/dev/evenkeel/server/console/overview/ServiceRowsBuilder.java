// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.operations.slo.ObjectiveSummary;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds the service rows of the overview.
final class ServiceRowsBuilder {
    private static final double WHOLE = 100;

    private final OverviewPageData data;

    private ServiceRowsBuilder(OverviewPageData data) {
        this.data = data;
    }

    /// Returns all rows: services with problems first, then services with running changes, then by name.
    static List<ServiceRow> build(OverviewPageData data) {
        var bands = new ServiceRowsBuilder(data);
        return Stream.concat(listServiceKeys(data).stream(), Stream.of(""))
                .map(bands::toRow)
                .filter(band -> !band.key().isEmpty()
                        || !band.changes().isEmpty()
                        || !band.incidents().isEmpty())
                .sorted(Comparator.comparing(ServiceRow::hasProblems)
                        .reversed()
                        .thenComparing(band -> band.changes().isEmpty())
                        .thenComparing(band -> band.key().isEmpty())
                        .thenComparing(ServiceRow::name))
                .toList();
    }

    /// Returns the keys of all services with data, in the catalogue or not.
    static List<String> listServiceKeys(OverviewPageData data) {
        var keys = new TreeSet<String>();
        data.services().listServices().forEach(service -> keys.add(service.key()));
        data.objectives().forEach(objective -> keys.add(objective.service()));
        data.incidents().forEach(incident -> keys.add(incident.service()));
        data.externalChanges().forEach(change -> keys.add(change.change().service()));
        data.flagChanges().forEach(one -> keys.add(RolloutFormatter.resolveOwner(one.rollout(), data.services())));
        data.pauses().stream()
                .map(ReleasePause::service)
                .filter(Objects::nonNull)
                .forEach(keys::add);
        keys.removeAll(List.of("", Service.UNASSIGNED));
        return List.copyOf(keys);
    }

    private ServiceRow toRow(String key) {
        Service service = data.services().find(key).orElse(null);
        return new ServiceRow(
                key,
                key.isEmpty() ? "Flags without a service" : service == null ? key : service.name(),
                formatSubtitle(key, service),
                data.objectives().stream()
                        .filter(objective -> objective.service().equals(key))
                        .sorted(Comparator.comparing(
                                ObjectiveSummary::remaining, Comparator.nullsLast(Double::compare)))
                        .map(this::toBudget)
                        .toList(),
                Stream.concat(
                                data.flagChanges().stream()
                                        .filter(one -> RolloutFormatter.resolveOwner(one.rollout(), data.services())
                                                .equals(key))
                                        .map(this::toChangeItem),
                                data.externalChanges().stream()
                                        .filter(one -> one.change().service().equals(key))
                                        .map(this::toChangeItem))
                        .toList(),
                data.incidents().stream()
                        .filter(incident -> incident.service().equals(key.isEmpty() ? Service.UNASSIGNED : key))
                        .sorted(Comparator.comparing(
                                incident -> incident.severity().severity()))
                        .map(ServiceRowsBuilder::toIncidentItem)
                        .toList(),
                key.isEmpty() ? ServiceRow.ServiceFreeze.NONE : findFreeze(key, service),
                data.pauses().stream()
                        .filter(line -> key.equals(line.service()))
                        .map(line -> (data.hasSeveralEnvironments() ? line.environment() + ": " : "") + line.pausedBy()
                                + ", " + line.reason())
                        .toList());
    }

    private static String formatSubtitle(String key, @Nullable Service service) {
        if (key.isEmpty()) {
            return "";
        }
        return service == null
                ? "not in the catalogue"
                : "tier " + service.tier() + (service.owner().isEmpty() ? "" : " · " + service.owner());
    }

    private ServiceRow.ObjectiveBudget toBudget(ObjectiveSummary objective) {
        Double left = objective.remaining();
        boolean alone = data.objectives().stream()
                        .filter(other -> other.slo().equals(objective.slo()))
                        .count()
                == 1;
        return new ServiceRow.ObjectiveBudget(
                objective.slo(),
                alone ? objective.slo() : objective.slo() + " " + objective.objective(),
                objective.state() == ObjectiveStatus.State.OK ? null : StatusBadge.of(objective.state()),
                QuantityFormatter.formatPercentOrUnknown(left),
                left == null ? 0 : Math.clamp(WHOLE * left, 0, WHOLE),
                objective.burn() == null ? "unknown" : QuantityFormatter.formatRatio(objective.burn()));
    }

    private ServiceRow.RunningChangeItem toChangeItem(RunningChangeQueries.RunningFlagChange one) {
        Rollout rollout = one.rollout();
        return new ServiceRow.RunningChangeItem(
                rollout.id(),
                one.title() + environmentSuffix(rollout.environment()),
                StatusBadge.of(rollout.status()),
                RolloutFormatter.formatPosition(rollout),
                formatBlockedReason(one),
                rollout.id());
    }

    private static String formatBlockedReason(RunningChangeQueries.RunningFlagChange one) {
        String error = one.rollout().evaluationError();
        if (error != null) {
            return DisplayFormatter.toSentence("the guard cannot judge: " + error);
        }
        List<String> closed = one.closedGates().stream()
                .map(entry -> entry.result().gate())
                .distinct()
                .toList();
        if (!closed.isEmpty()) {
            return "Held up by " + (closed.size() == 1 ? "gate " : "gates ") + String.join(", ", closed) + ".";
        }
        return one.requiresAction() ? "Waits for a person." : "";
    }

    private ServiceRow.RunningChangeItem toChangeItem(ReportedChangeQueries.RunningChange one) {
        String title = one.title().isEmpty() ? "Change " + one.change().id() : one.title();
        return new ServiceRow.RunningChangeItem(
                one.change().id(),
                title + environmentSuffix(one.change().environment()),
                new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Running"),
                "",
                "",
                "");
    }

    private String environmentSuffix(String environment) {
        return data.hasSeveralEnvironments() ? " in " + environment : "";
    }

    private static ServiceRow.OpenIncidentItem toIncidentItem(Incident incident) {
        return new ServiceRow.OpenIncidentItem(
                incident.id(),
                incident.title(),
                StatusBadge.of(incident.severity().severity()),
                StatusBadge.of(incident),
                incident.openedAt());
    }

    /* The freeze active in any environment where the service has flags, or else the next freeze. */
    private ServiceRow.ServiceFreeze findFreeze(String key, @Nullable Service service) {
        List<String> environments = service == null || service.flags().isEmpty()
                ? data.environments()
                : service.flags().stream()
                        .map(ServiceFlag::environment)
                        .distinct()
                        .toList();
        String tier = service == null ? null : String.valueOf(service.tier());
        return environments.stream()
                .map(environment ->
                        evaluateFreezes(new FreezeScope.ChangeAttributes(environment, key, tier, GateContext.NORMAL)))
                .min(Comparator.comparing((FreezeAnswer found) -> found.result().verdict() == GateVerdict.PASS)
                        .thenComparing(found -> found.result().until(), Comparator.nullsLast(Instant::compareTo)))
                .map(this::toFreeze)
                .orElse(ServiceRow.ServiceFreeze.NONE);
    }

    /// Result of the freeze calendar for a change.
    private record FreezeAnswer(FreezeScope.ChangeAttributes change, GateResult result) {}

    private FreezeAnswer evaluateFreezes(FreezeScope.ChangeAttributes change) {
        return new FreezeAnswer(change, data.freezes().evaluate(change, data.now()));
    }

    private ServiceRow.ServiceFreeze toFreeze(FreezeAnswer found) {
        GateResult result = found.result();
        Instant until = result.until();
        return switch (result.verdict()) {
            case DENY ->
                new ServiceRow.ServiceFreeze(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "pause", "Frozen"), until, windowName(result));
            case UNKNOWN ->
                new ServiceRow.ServiceFreeze(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "question", "May be frozen"),
                        until,
                        windowName(result));
            case PASS ->
                until == null
                        ? ServiceRow.ServiceFreeze.NONE
                        : new ServiceRow.ServiceFreeze(
                                new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "Next"),
                                until,
                                windowName(data.freezes().evaluate(found.change(), until)));
        };
    }

    private static String windowName(GateResult result) {
        return result.evidence().isEmpty() ? "" : result.evidence().getFirst().value();
    }
}
