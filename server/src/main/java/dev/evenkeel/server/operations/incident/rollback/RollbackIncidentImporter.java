// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.IncidentFindings;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.operations.incident.IncidentTriggerSignal;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.operations.incident.suspect.ChangeReferenceFormatter;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries.DecisionWithRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// The importer of committed rollout decisions into incidents. A rollback opens or joins an incident. Any other
/// decision is added to the timelines of open incidents of its service and of services that depend on it.
/// Importing a decision twice changes nothing. Runs soon after each event, and every ten seconds for decisions
/// without an event, on its own thread, so the guard never waits.
@Component
class RollbackIncidentImporter {
    private static final String GUARD = "guard";
    private static final Set<RolloutDecisionKind> BY_PEOPLE =
            Set.of(RolloutDecisionKind.ABORT, RolloutDecisionKind.APPROVE, RolloutDecisionKind.CONFIRM);

    private final RollbackImportCursorRepository rollbackImportCursorRepository;
    private final RolloutQueries rollouts;
    private final ServiceCatalogService services;
    private final IncidentWriter writer;
    private final ImpactTimeUpdater harm;

    RollbackIncidentImporter(
            RollbackImportCursorRepository rollbackImportCursorRepository,
            RolloutQueries rollouts,
            ServiceCatalogService services,
            IncidentWriter writer,
            ImpactTimeUpdater harm,
            BackgroundJobs jobs) {
        this.rollbackImportCursorRepository = rollbackImportCursorRepository;
        this.rollouts = rollouts;
        this.services = services;
        this.writer = writer;
        this.harm = harm;
        jobs.add(BackgroundJob.builder("rollback import", Duration.ofSeconds(10), this::importNew)
                .wakeUpOn(RolloutChangedEvent.class, RolloutChangedEvent::decided)
                .mergeWakeUpsWithin(Duration.ofMillis(200)));
    }

    /* Imports new decisions, each in its own transaction. */
    private void importNew() {
        Instant now = writer.now();
        Instant readTo = rollbackImportCursorRepository.getReadTo(now);
        ServiceGraph graph = services.graph();
        rollouts.listDecisionsSince(readTo, now).forEach(decided -> importDecision(decided, graph));
        rollbackImportCursorRepository.saveReadTo(now);
        harm.updateAll(now);
    }

    private void importDecision(DecisionWithRollout decided, ServiceGraph graph) {
        String service = graph.findByFlag(decided.environment(), decided.flag())
                .map(Service::key)
                .orElse(Service.UNASSIGNED);
        if (decided.decision().kind() == RolloutDecisionKind.ROLL_BACK) {
            recordRollback(decided, service);
        } else {
            writer.listOpen().stream()
                    .filter(incident -> incident.service().equals(service)
                            || graph.dependencies(incident.service()).containsKey(service))
                    .filter(incident -> !decided.decision().at().isBefore(incident.openedAt()))
                    .forEach(incident -> addToTimeline(incident.id(), decided));
        }
    }

    private void addToTimeline(String id, DecisionWithRollout decided) {
        writer.amend(id, toTimelineEntry(decided), entryName(decided), UnaryOperator.identity());
        Instant active = decided.decision().activeEverywhereAt();
        if (decided.decision().kind() == RolloutDecisionKind.ABORT && active != null) {
            writer.amend(id, toBackOnControlEntry(active), activeName(decided), UnaryOperator.identity());
        }
    }

    private void recordRollback(DecisionWithRollout decided, String service) {
        String id = writer.findByTimelineEntry(entryName(decided))
                .orElseGet(() -> writer.recordSignal(toSignal(decided, rollouts.get(decided.rollout()), service))
                        .incident()
                        .id());
        Instant active = decided.decision().activeEverywhereAt();
        if (active != null) {
            writer.amend(id, toBackOnControlEntry(active), activeName(decided), UnaryOperator.identity());
        }
    }

    private IncidentTriggerSignal toSignal(DecisionWithRollout decided, Rollout rollout, String service) {
        RolloutDecision decision = decided.decision();
        var impact = new IncidentImpact(null, rollout.totals().candidate().failures(), null);
        var link = new LinkedChange(ChangeReferenceFormatter.ofRollout(rollout.id()), decision.reason(), GUARD);
        return new IncidentTriggerSignal(
                new IncidentSignal(
                        service,
                        ChangeReferenceFormatter.ofRollout(rollout.id()),
                        decision.at(),
                        Set.of(rollout.environment() + "/" + rollout.flag())),
                "Rollout " + rollout.id() + " of " + rollout.flag() + " from " + rollout.control() + " to "
                        + rollout.candidate() + " was rolled back",
                IncidentOrigin.ROLLBACK,
                SeverityRule.initial().rate(impact, false),
                toTimelineEntry(decided),
                "",
                entryName(decided),
                GUARD,
                fresh -> fresh.withState(IncidentState.MITIGATED)
                        .withResponse(harm.initialResponse(rollout.id(), decision))
                        .withAnalysis(new IncidentFindings(
                                        null, List.of(), List.of(), false, DetectionSource.GUARD, impact, "", "", false)
                                .withLinkedChange(link)),
                joined -> joined.withAnalysis(joined.account().withLinkedChange(link)));
    }

    private static TimelineEntry toBackOnControlEntry(Instant active) {
        return new TimelineEntry(active, GUARD, "decision", "all connected SDKs serve control again");
    }

    private static String activeName(DecisionWithRollout decided) {
        return entryName(decided) + ":active";
    }

    private static TimelineEntry toTimelineEntry(DecisionWithRollout decided) {
        RolloutDecision decision = decided.decision();
        String what = decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new TimelineEntry(
                decision.at(),
                BY_PEOPLE.contains(decision.kind()) ? "evenkeel" : GUARD,
                "decision",
                "rollout " + decided.rollout() + " of " + decided.flag() + ": " + what + ", exposure "
                        + decision.exposure() + ": " + decision.reason());
    }

    private static String entryName(DecisionWithRollout decided) {
        return "decision:" + decided.rollout() + ":" + decided.decision().number();
    }
}
