// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.FirstStepResponse;
import dev.evenkeel.api.IncidentApi.FollowUpCheckResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.api.IncidentApi.NextStateRequirementsResponse;
import dev.evenkeel.api.IncidentApi.RelatedIncidentResponse;
import dev.evenkeel.api.IncidentApi.SuspectedChangeResponse;
import dev.evenkeel.engine.incident.AppliedIncidentTemplate;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/// The assembler of responses about incidents. Thread-safe.
@Component
public class IncidentResponseAssembler {
    private final IncidentQueries incidents;
    private final IncidentHistoryQueries history;

    IncidentResponseAssembler(IncidentQueries incidents, IncidentHistoryQueries history) {
        this.incidents = incidents;
        this.history = history;
    }

    /// Returns the incident with all details.
    public IncidentDetailsResponse toDetails(Incident incident) {
        List<TimelineEntry> timeline = incidents.listTimeline(incident.id());
        return new IncidentDetailsResponse(
                toSummary(incident),
                toRequirements(incident),
                toFirstSteps(incident, timeline),
                incidents.suspectedChanges(incident).stream()
                        .map(IncidentResponseAssembler::toSuspectedChange)
                        .toList(),
                incidents.followUpChecks(incident.id()).entrySet().stream()
                        .map(entry -> toCheck(entry.getKey(), entry.getValue()))
                        .toList(),
                incidents.listRelated(incident).stream()
                        .map(IncidentResponseAssembler::toRelated)
                        .toList(),
                history.listFiringAlerts(incident.id()),
                timeline);
    }

    static IncidentResponse toSummary(Incident incident) {
        IncidentLoss loss = incident.account().impact().financialLoss();
        return new IncidentResponse(
                incident, incident.reviewOnly(), loss == null ? null : loss.amount(), incident.uncorrectedItems());
    }

    /// Converts the latest result of a follow-up check.
    public static FollowUpCheckResponse toCheck(int number, FollowUpCriterion.Result result) {
        FollowUpCriterion.FollowUpCheckOutcome outcome = result.outcome();
        return new FollowUpCheckResponse(
                number, outcome.verdict(), outcome.reason(), outcome.evidence(), result.checkedAt(), result.since());
    }

    private static NextStateRequirementsResponse toRequirements(Incident incident) {
        return incident.state()
                .next()
                .map(next -> new NextStateRequirementsResponse(next, IncidentStateValidator.validate(incident, next)))
                .orElse(new NextStateRequirementsResponse(null, List.of()));
    }

    private static List<FirstStepResponse> toFirstSteps(Incident incident, List<TimelineEntry> timeline) {
        AppliedIncidentTemplate template = incident.template();
        return template == null
                ? List.of()
                : template.trackSteps(timeline).stream()
                        .map(step -> new FirstStepResponse(step.text(), step.note(), step.doneEntry()))
                        .toList();
    }

    private static SuspectedChangeResponse toSuspectedChange(SuspectedChangeRanker.RankedChange ranked) {
        return new SuspectedChangeResponse(
                ranked.change().name(),
                ranked.change().summary(),
                ranked.change().at(),
                ranked.share(),
                ranked.evidence());
    }

    private static RelatedIncidentResponse toRelated(Incident incident) {
        return new RelatedIncidentResponse(
                incident.id(), incident.severity().severity(), incident.state(), incident.title());
    }
}
