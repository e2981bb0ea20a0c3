// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.detection.DetectionSignal;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.slo.BurnAlertQueries;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Queries for all recorded signs that a service is unhealthy: alerts, incidents, and holds and rollbacks of
/// rollouts. Thread-safe.
@Component
class DetectionSignalQueries {
    /* Other holds mean that data is missing, not that something is wrong. */
    private static final Set<HoldKind> WRONG =
            EnumSet.of(HoldKind.SHARED_INCIDENT, HoldKind.BREAKER, HoldKind.BREACH, HoldKind.POINT_OF_NO_RETURN);

    private final BurnAlertQueries burns;
    private final IncidentHistoryQueries incidents;
    private final RolloutQueries rollouts;
    private final ServiceCatalogService services;
    private final SloQueries slos;

    DetectionSignalQueries(
            BurnAlertQueries burns,
            IncidentHistoryQueries incidents,
            RolloutQueries rollouts,
            ServiceCatalogService services,
            SloQueries slos) {
        this.burns = burns;
        this.incidents = incidents;
        this.rollouts = rollouts;
        this.services = services;
        this.slos = slos;
    }

    /// Returns whether a service is in the catalog or has an SLO.
    boolean isKnown(String service) {
        return services.graph().find(service).isPresent() || slos.listServices().contains(service);
    }

    /// Returns signals that started at `to` or before and had not ended before `from`.
    List<DetectionSignal> listSignals(String service, Instant from, Instant to) {
        ServiceGraph graph = services.graph();
        Stream<DetectionSignal> ofBurns = burns.listActiveBetween(service, from, to).stream()
                .map(alert -> toSignal(alert, effectiveNoticeTime(alert.startedAt(), alert.detectedAt(), from)));
        Stream<DetectionSignal> ofAlerts = incidents.listReceivedAlerts(service, from, to).stream()
                .map(alert -> new DetectionSignal(
                        DetectionSignal.Kind.ALERT,
                        effectiveNoticeTime(alert.startsAt(), alert.receivedAt(), from),
                        alert.endedAt(),
                        "alert:" + alert.name(),
                        alert.text()));
        Stream<DetectionSignal> ofIncidents = incidents.listOpened(service, from, to).stream()
                .map(incident -> new DetectionSignal(
                        DetectionSignal.Kind.INCIDENT,
                        incident.openedAt(),
                        incident.openedAt(),
                        "incident:" + incident.id(),
                        incident.title()));
        Stream<DetectionSignal> ofGuard = rollouts.listDecisionsBetween(from, to).stream()
                .filter(decided -> graph.findByFlag(decided.environment(), decided.flag())
                        .map(Service::key)
                        .filter(service::equals)
                        .isPresent())
                .flatMap(decided -> toSignal(decided.rollout(), decided.decision()).stream());
        return Stream.of(ofBurns, ofAlerts, ofIncidents, ofGuard, listHolds(graph, service, from))
                .flatMap(some -> some)
                .toList();
    }

    /* A hold is recorded when it starts and is not repeated while it lasts. */
    private Stream<DetectionSignal> listHolds(ServiceGraph graph, String service, Instant from) {
        return graph.find(service).stream()
                .flatMap(known -> known.flags().stream())
                .flatMap(flag -> rollouts.findRunningByFlag(flag.environment(), flag.flag()).stream())
                .flatMap(rollout -> rollouts.listDecisions(rollout).reversed().stream()
                        .limit(1)
                        .filter(last -> last.at().isBefore(from) && kind(last).isPresent())
                        .map(last -> new DetectionSignal(
                                DetectionSignal.Kind.HOLD, last.at(), null, "rollout:" + rollout.id(), last.reason())));
    }

    /* A signal that started before the fault was not caused by it, even if it was received later. */
    private static Instant effectiveNoticeTime(Instant began, Instant heard, Instant from) {
        return began.isBefore(from) ? began : heard;
    }

    private static DetectionSignal toSignal(SloAlert alert, Instant at) {
        return new DetectionSignal(
                alert.severity() == BurnAlertRule.Severity.PAGE
                        ? DetectionSignal.Kind.BURN_PAGE
                        : DetectionSignal.Kind.BURN_TICKET,
                at,
                alert.endedAt(),
                "slo-alert:" + alert.id(),
                alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.startEvidence());
    }

    private static Optional<DetectionSignal> toSignal(String rollout, RolloutDecision decision) {
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
