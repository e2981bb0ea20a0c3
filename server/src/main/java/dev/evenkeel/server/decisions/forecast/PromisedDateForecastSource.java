// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.decision.result.RiskComparisonResult.CommitmentResult;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Forecasts for each promised date, made with the decision to make the change: a rollout of its flag completes
/// by the end of that day. The probability comes from the assessment.
@Component
class PromisedDateForecastSource implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final AssessmentService assessments;
    private final RolloutQueries rollouts;

    PromisedDateForecastSource(AssessmentService assessments, RolloutQueries rollouts) {
        this.assessments = assessments;
        this.rollouts = rollouts;
    }

    @Override
    public String eventClass() {
        return PROMISED_DATE;
    }

    @Override
    public String resolver() {
        return "rollout record";
    }

    /// A promised date and the decision that has to meet it.
    private record PromisedDate(AssessmentCourseDecision decided, CommitmentResult commitment) {
        String name() {
            return commitment.name();
        }

        String origin() {
            return "date:" + decided.assessment().id() + ":" + name();
        }

        LocalDate date() {
            return commitment.date();
        }

        Instant horizon() {
            return date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        /* Whether an instant is after the decision and before the end of the day. */
        boolean covers(Instant at) {
            return !at.isBefore(decided.decidedAt()) && at.isBefore(horizon());
        }
    }

    @Override
    public List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery) {
        return AssessmentCourseDecision.listFrom(assessments, forecastableRecordQuery).stream()
                .flatMap(decided -> decided.course().commitments().stream()
                        .map(commitment -> new PromisedDate(decided, commitment)))
                .filter(promise -> promise.decided().decidedAt().isBefore(promise.horizon()))
                .map(promise -> new ForecastableRecord(
                        promise.origin(),
                        promise.decided().decidedAt(),
                        () -> createDraft(promise),
                        resolution(promise, forecastableRecordQuery.now())))
                .toList();
    }

    private @Nullable ObservedOutcome resolution(PromisedDate promise, Instant now) {
        AssessmentCourseDecision decided = promise.decided();
        for (Rollout rollout : rollouts.listByFlag(
                        decided.assessment().environment(), decided.assessment().flag())
                .reversed()) {
            Instant at = rollout.position().endedAt();
            if (rollout.status() == RolloutStatus.COMPLETED && at != null && promise.covers(at)) {
                return ObservedOutcome.happened(at, "rollout " + rollout.id() + " completed at " + at);
            }
        }
        return now.isBefore(promise.horizon())
                ? null
                : ObservedOutcome.didNotHappen(
                        now, "no rollout of " + decided.formatFlag() + " completed by the end of " + promise.date());
    }

    private static ForecastDraft createDraft(PromisedDate promise) {
        AssessmentCourseDecision decided = promise.decided();
        String to = promise.commitment().to();
        ObjectNode inputs = decided.toInputs().put("commitment", promise.name());
        return new ForecastDraft(
                "The rollout of " + decided.formatFlag() + " is complete by " + promise.date() + ", as promised"
                        + (to == null ? "" : " to " + to) + " (" + promise.name() + "), with course \""
                        + decided.decision().course() + "\"",
                "A rollout of " + decided.formatFlag()
                        + " completes after the decision and before the horizon, the end of that day in UTC",
                promise.horizon(),
                promise.horizon().plus(TO_RESOLVE),
                AssessmentCourseDecision.probability(promise.commitment().met()),
                decided.model(),
                inputs);
    }
}
