// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.incident.AppliedIncidentTemplate;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.files.json.ValidationErrors;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident in lists of the HTTP API (docs/reference/http-api.md).
///
/// @param reviewOnly whether the incident was opened by a change's own rollback and awaits a review
/// @param moneyLost amount of the loss; null when unknown
/// @param uncorrected ids of affected records without a correction
public record IncidentResponse(
        @JsonUnwrapped Incident incident,
        boolean reviewOnly,
        @Nullable BigDecimal moneyLost,
        List<String> uncorrected) {
    static IncidentResponse of(Incident incident) {
        IncidentLoss loss = incident.account().impact().financialLoss();
        return new IncidentResponse(
                incident, incident.reviewOnly(), loss == null ? null : loss.amount(), incident.uncorrectedItems());
    }

    /// A change that may have caused the incident.
    ///
    /// @param name name of the change
    /// @param summary what the change did
    /// @param share share of the total suspicion, 0 to 1, never 1
    /// @param evidence reasons for the suspicion
    record SuspectedChangeResponse(String name, String summary, Instant at, double share, List<String> evidence) {
        static SuspectedChangeResponse of(SuspectedChangeRanker.RankedChange ranked) {
            return new SuspectedChangeResponse(
                    ranked.change().name(),
                    ranked.change().summary(),
                    ranked.change().at(),
                    ranked.share(),
                    ranked.evidence());
        }
    }

    /// The requirements of the next state that are not met.
    ///
    /// @param state the next state; null after the last one
    record NextStateRequirementsResponse(@Nullable IncidentState state, List<IncidentStateValidator.Problem> missing) {
        static NextStateRequirementsResponse of(Incident incident) {
            return incident.state()
                    .next()
                    .map(next ->
                            new NextStateRequirementsResponse(next, IncidentStateValidator.validate(incident, next)))
                    .orElse(new NextStateRequirementsResponse(null, List.of()));
        }
    }

    /// The latest result of a follow-up check.
    ///
    /// @param number number of the follow-up
    /// @param checkedAt when the check ran
    /// @param since when the check first had this verdict
    public record FollowUpCheckResponse(
            int number,
            FollowUpCriterion.Verdict verdict,
            String reason,
            List<FollowUpCriterion.FollowUpEvidenceItem> evidence,
            Instant checkedAt,
            Instant since) {
        public static FollowUpCheckResponse of(int number, FollowUpCriterion.Result result) {
            FollowUpCriterion.FollowUpCheckOutcome outcome = result.outcome();
            return new FollowUpCheckResponse(
                    number,
                    outcome.verdict(),
                    outcome.reason(),
                    outcome.evidence(),
                    result.checkedAt(),
                    result.since());
        }
    }

    /// A first step from the incident's template.
    ///
    /// @param text what to do
    /// @param note text of the timeline note that marks the step as done
    /// @param done the note that marks it as done; null while the step is open
    record FirstStepResponse(
            String text, String note, @Nullable TimelineEntry done) {
        static FirstStepResponse of(AppliedIncidentTemplate.Step step) {
            return new FirstStepResponse(step.text(), step.note(), step.doneEntry());
        }

        static List<FirstStepResponse> listOf(Incident incident, List<TimelineEntry> timeline) {
            AppliedIncidentTemplate template = incident.template();
            return template == null
                    ? List.of()
                    : template.trackSteps(timeline).stream()
                            .map(FirstStepResponse::of)
                            .toList();
        }
    }

    /// A related incident of the service.
    record RelatedIncidentResponse(String id, IncidentSeverity severity, IncidentState state, String title) {
        static RelatedIncidentResponse of(Incident incident) {
            return new RelatedIncidentResponse(
                    incident.id(), incident.severity().severity(), incident.state(), incident.title());
        }
    }

    /// The response to a declaration.
    ///
    /// @param outcome whether the declaration opened, joined or reopened the incident
    /// @param warnings unknown names in the declaration; they never reject it
    record DeclareIncidentResponse(
            @JsonUnwrapped IncidentDetailsResponse whole,
            IncidentWriter.SignalOutcome outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ValidationErrors.ValidationError> warnings) {}

    /// An incident with all details (docs/reference/http-api.md).
    public record IncidentDetailsResponse(
            @JsonUnwrapped IncidentResponse summary,
            NextStateRequirementsResponse nextState,
            List<FirstStepResponse> firstSteps,
            List<SuspectedChangeResponse> suspectedChanges,
            List<FollowUpCheckResponse> followUpChecks,
            List<RelatedIncidentResponse> related,
            List<IncidentHistoryQueries.StillFiringAlert> firingAlerts,
            List<TimelineEntry> timeline) {}
}
