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

/// An incident as the HTTP API shows it in lists (docs/reference/http-api.md).
///
/// @param asksForReview whether it was opened by a change's own rollback and is not reviewed yet
/// @param moneyLost the loss as an amount; null when none is known
/// @param uncorrected affected ids without a correction
public record IncidentResponse(
        @JsonUnwrapped Incident incident,
        boolean asksForReview,
        @Nullable BigDecimal moneyLost,
        List<String> uncorrected) {
    static IncidentResponse of(Incident incident) {
        IncidentLoss lost = incident.account().impact().lost();
        return new IncidentResponse(
                incident, incident.asksForReview(), lost == null ? null : lost.amount(), incident.uncorrected());
    }

    /// A change that may lie behind it.
    ///
    /// @param name of the change
    /// @param words what it did
    /// @param share of all suspicion, 0 to 1, never 1
    /// @param evidence the grounds
    record SuspectedChangeResponse(String name, String words, Instant at, double share, List<String> evidence) {
        static SuspectedChangeResponse of(SuspectedChangeRanker.RankedChange ranked) {
            return new SuspectedChangeResponse(
                    ranked.change().name(),
                    ranked.change().words(),
                    ranked.change().at(),
                    ranked.share(),
                    ranked.evidence());
        }
    }

    /// What the next state needs and does not have.
    ///
    /// @param state the next one; null after the last
    record NextStateResponse(@Nullable IncidentState state, List<IncidentStateValidator.Problem> missing) {
        static NextStateResponse of(Incident incident) {
            return incident.state()
                    .next()
                    .map(next -> new NextStateResponse(next, IncidentStateValidator.missing(incident, next)))
                    .orElse(new NextStateResponse(null, List.of()));
        }
    }

    /// What a follow-up's check found last.
    ///
    /// @param number of the follow-up
    /// @param at when it was made
    /// @param since when it first said so
    public record FollowUpCheckResponse(
            int number,
            FollowUpCriterion.Verdict verdict,
            String reason,
            List<FollowUpCriterion.Evidence> evidence,
            Instant at,
            Instant since) {
        public static FollowUpCheckResponse of(int number, FollowUpCriterion.Result result) {
            FollowUpCriterion.Outcome outcome = result.outcome();
            return new FollowUpCheckResponse(
                    number, outcome.verdict(), outcome.reason(), outcome.evidence(), result.at(), result.since());
        }
    }

    /// A first step of the incident's template.
    ///
    /// @param words what to do
    /// @param note what the timeline is to be told when it is done
    /// @param done the note that says so; null until there is one
    record FirstStepResponse(
            String words, String note, @Nullable TimelineEntry done) {
        static FirstStepResponse of(AppliedIncidentTemplate.Step step) {
            return new FirstStepResponse(step.words(), step.note(), step.done());
        }

        static List<FirstStepResponse> of(Incident incident, List<TimelineEntry> timeline) {
            AppliedIncidentTemplate template = incident.template();
            return template == null
                    ? List.of()
                    : template.steps(timeline).stream()
                            .map(FirstStepResponse::of)
                            .toList();
        }
    }

    /// Another incident of the service that it is linked to.
    record RelatedIncidentResponse(String id, IncidentSeverity severity, IncidentState state, String title) {
        static RelatedIncidentResponse of(Incident incident) {
            return new RelatedIncidentResponse(
                    incident.id(), incident.severity().severity(), incident.state(), incident.title());
        }
    }

    /// An incident as the HTTP API answers a declaration.
    ///
    /// @param outcome whether the declaration opened it, joined it or reopened it
    /// @param warnings what the declaration names that is not there; an incident is never refused for that
    record DeclarationResponse(
            @JsonUnwrapped IncidentDetailsResponse whole,
            IncidentWriter.SignalOutcome outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ValidationErrors.ValidationError> warnings) {}

    /// An incident as the HTTP API shows it alone.
    public record IncidentDetailsResponse(
            @JsonUnwrapped IncidentResponse summary,
            NextStateResponse next,
            List<FirstStepResponse> firstSteps,
            List<SuspectedChangeResponse> suspicions,
            List<FollowUpCheckResponse> checks,
            List<RelatedIncidentResponse> related,
            List<IncidentHistoryQueries.FiringAlert> firingAlerts,
            List<TimelineEntry> timeline) {}
}
