// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.detection.DetectionSignal;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.slo.BurnAlertService;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloService;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Everything that this server recorded of a service being not well. Thread-safe.
@Component
class FaultNoticeQueries {
    /* The others say that something is missing, not that something is wrong. */
    private static final Set<HoldKind> WRONG =
            EnumSet.of(HoldKind.INCIDENT, HoldKind.BREAKER, HoldKind.BREACH, HoldKind.NO_RETURN);

    private final BurnAlertService burns;
    private final IncidentHistoryQueries incidents;
    private final RolloutService rollouts;
    private final ServiceCatalog services;
    private final SloService slos;

    FaultNoticeQueries(
            BurnAlertService burns,
            IncidentHistoryQueries incidents,
            RolloutService rollouts,
            ServiceCatalog services,
            SloService slos) {
        this.burns = burns;
        this.incidents = incidents;
        this.rollouts = rollouts;
        this.services = services;
        this.slos = slos;
    }

    /// Whether anybody here has heard of a service: it is in the catalog, or an SLO is about it.
    boolean isKnown(String service) {
        return services.graph().find(service).isPresent() || slos.services().contains(service);
    }

    /// What began by `to` and was not over before `from`.
    List<DetectionSignal> of(String service, Instant from, Instant to) {
        ServiceGraph graph = services.graph();
        Stream<DetectionSignal> ofBurns = burns.goingOn(service, from, to).stream()
                .map(alert -> notice(alert, known(alert.beganAt(), alert.noticedAt(), from)));
        Stream<DetectionSignal> ofAlerts = incidents.told(service, from, to).stream()
                .map(alert -> new DetectionSignal(
                        DetectionSignal.Kind.ALERT,
                        known(alert.startsAt(), alert.receivedAt(), from),
                        alert.endedAt(),
                        "alert:" + alert.name(),
                        alert.words()));
        Stream<DetectionSignal> ofIncidents = incidents.opened(service, from, to).stream()
                .map(incident -> new DetectionSignal(
                        DetectionSignal.Kind.INCIDENT,
                        incident.openedAt(),
                        incident.openedAt(),
                        "incident:" + incident.id(),
                        incident.title()));
        Stream<DetectionSignal> ofGuard = rollouts.decidedBetween(from, to).stream()
                .filter(decided -> graph.ofFlag(decided.environment(), decided.flag())
                        .map(Service::key)
                        .filter(service::equals)
                        .isPresent())
                .flatMap(decided -> notice(decided.rollout(), decided.decision()).stream());
        return Stream.of(ofBurns, ofAlerts, ofIncidents, ofGuard, holding(graph, service, from))
                .flatMap(some -> some)
                .toList();
    }

    /* A hold is noted when it begins; one that goes on is not noted again. */
    private Stream<DetectionSignal> holding(ServiceGraph graph, String service, Instant from) {
        return graph.find(service).stream()
                .flatMap(known -> known.flags().stream())
                .flatMap(flag -> rollouts.findRunning(flag.environment(), flag.flag()).stream())
                .flatMap(rollout -> rollouts.decisions(rollout).reversed().stream()
                        .limit(1)
                        .filter(last -> last.at().isBefore(from) && kind(last).isPresent())
                        .map(last -> new DetectionSignal(
                                DetectionSignal.Kind.HOLD, last.at(), null, "rollout:" + rollout.id(), last.reason())));
    }

    /* What began before the fault was not begun by it, however late this server heard of it. */
    private static Instant known(Instant began, Instant heard, Instant from) {
        return began.isBefore(from) ? began : heard;
    }

    private static DetectionSignal notice(SloAlert alert, Instant at) {
        return new DetectionSignal(
                alert.severity() == BurnAlertRule.Severity.PAGE
                        ? DetectionSignal.Kind.BURN_PAGE
                        : DetectionSignal.Kind.BURN_TICKET,
                at,
                alert.endedAt(),
                "slo-alert:" + alert.id(),
                alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.beganBy());
    }

    private static Optional<DetectionSignal> notice(String rollout, RolloutDecision decision) {
        return kind(decision)
                .map(kind -> new DetectionSignal(
                        kind, decision.at(), decision.at(), "rollout:" + rollout, decision.reason()));
    }

    private static Optional<DetectionSignal.Kind> kind(RolloutDecision decision) {
        return switch (decision.kind()) {
            case ROLL_BACK -> Optional.of(DetectionSignal.Kind.ROLL_BACK);
            case STEP_BACK -> Optional.of(DetectionSignal.Kind.STEP_BACK);
            case HOLD ->
                decision.hold() != null && WRONG.contains(decision.hold())
                        ? Optional.of(DetectionSignal.Kind.HOLD)
                        : Optional.empty();
            case START, ADVANCE, OBSERVE, APPROVE, CONFIRM, COMPLETE, ABORT -> Optional.empty();
        };
    }
}
