// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.detection.Notice;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.slo.BurnRule;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import dev.evenkeel.server.operations.slo.BurnAlerts;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.Slos;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Everything that this server recorded of a service being not well. Thread-safe.
@Component
class FaultNotices {
    /* The others say that something is missing, not that something is wrong. */
    private static final Set<HoldKind> WRONG =
            EnumSet.of(HoldKind.INCIDENT, HoldKind.BREAKER, HoldKind.BREACH, HoldKind.NO_RETURN);

    private final BurnAlerts burns;
    private final IncidentRecords incidents;
    private final Rollouts rollouts;
    private final Services services;
    private final Slos slos;

    FaultNotices(BurnAlerts burns, IncidentRecords incidents, Rollouts rollouts, Services services, Slos slos) {
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
    List<Notice> of(String service, Instant from, Instant to) {
        ServiceGraph graph = services.graph();
        Stream<Notice> ofBurns = burns.goingOn(service, from, to).stream()
                .map(alert -> notice(alert, known(alert.beganAt(), alert.noticedAt(), from)));
        Stream<Notice> ofAlerts = incidents.told(service, from, to).stream()
                .map(alert -> new Notice(
                        Notice.Kind.ALERT,
                        known(alert.startsAt(), alert.receivedAt(), from),
                        alert.endedAt(),
                        "alert:" + alert.name(),
                        alert.words()));
        Stream<Notice> ofIncidents = incidents.opened(service, from, to).stream()
                .map(incident -> new Notice(
                        Notice.Kind.INCIDENT,
                        incident.openedAt(),
                        incident.openedAt(),
                        "incident:" + incident.id(),
                        incident.title()));
        Stream<Notice> ofGuard = rollouts.decidedBetween(from, to).stream()
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
    private Stream<Notice> holding(ServiceGraph graph, String service, Instant from) {
        return graph.find(service).stream()
                .flatMap(known -> known.flags().stream())
                .flatMap(flag -> rollouts.findRunning(flag.environment(), flag.flag()).stream())
                .flatMap(rollout -> rollouts.decisions(rollout).reversed().stream()
                        .limit(1)
                        .filter(last -> last.at().isBefore(from) && kind(last).isPresent())
                        .map(last -> new Notice(
                                Notice.Kind.HOLD, last.at(), null, "rollout:" + rollout.id(), last.reason())));
    }

    /* What began before the fault was not begun by it, however late this server heard of it. */
    private static Instant known(Instant began, Instant heard, Instant from) {
        return began.isBefore(from) ? began : heard;
    }

    private static Notice notice(SloAlert alert, Instant at) {
        return new Notice(
                alert.severity() == BurnRule.Severity.PAGE ? Notice.Kind.BURN_PAGE : Notice.Kind.BURN_TICKET,
                at,
                alert.endedAt(),
                "slo-alert:" + alert.id(),
                alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.beganBy());
    }

    private static Optional<Notice> notice(String rollout, RolloutDecision decision) {
        return kind(decision)
                .map(kind -> new Notice(kind, decision.at(), decision.at(), "rollout:" + rollout, decision.reason()));
    }

    private static Optional<Notice.Kind> kind(RolloutDecision decision) {
        return switch (decision.kind()) {
            case ROLL_BACK -> Optional.of(Notice.Kind.ROLL_BACK);
            case STEP_BACK -> Optional.of(Notice.Kind.STEP_BACK);
            case HOLD ->
                decision.hold() != null && WRONG.contains(decision.hold())
                        ? Optional.of(Notice.Kind.HOLD)
                        : Optional.empty();
            case START, ADVANCE, OBSERVE, APPROVE, CONFIRM, COMPLETE, ABORT -> Optional.empty();
        };
    }
}
