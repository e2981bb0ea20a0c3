// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.api.RolloutApi.PendingCheck;
import dev.evenkeel.api.RolloutApi.StepForecastResponse;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.StepForecast;
import dev.evenkeel.engine.rollout.TrialArrivalRate;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Forecasts of steps, for display only; the guard does not use them. Thread-safe.
@Component
public class StepForecaster {
    /*
     * More than the ticks of a usual minute; with more ticks, the rate is measured over a shorter time. Every
     * forecast reads all of them, and most rollouts have one tick a second.
     */
    private static final int MOST_TICKS = 200;

    private final RolloutTickRepository ticks;
    private final Clock clock;

    StepForecaster(RolloutTickRepository ticks, Clock clock) {
        this.ticks = ticks;
        this.clock = clock;
    }

    /// Forecasts what a rollout's step still needs; empty when it is not running.
    ///
    /// @param decisions all decisions about the rollout, oldest first
    public Optional<StepForecastResponse> forecast(Rollout rollout, List<RolloutDecision> decisions) {
        if (rollout.status() != RolloutStatus.RUNNING) {
            return Optional.empty();
        }
        boolean judged = isEvaluatedAtStep(rollout, decisions);
        /* Before its first evaluation the stored status is that of the previous step. */
        List<StepForecast.IncompleteProof> missing = judged ? missing(rollout.guardrailStatus()) : List.of();
        StepForecast forecast = forecast(rollout, missing, clock.instant());
        if (rollout.requiresConfirmation()
                || waitsForSomethingElse(rollout.position().hold())) {
            return Optional.of(toResponse(forecast, null, lastHold(decisions)));
        }
        if (!judged) {
            return Optional.of(toResponse(forecast, null, "no outcomes of this step are evaluated yet"));
        }
        String summary = forecast.summary();
        return Optional.of(toResponse(
                forecast,
                forecast.expectedAt().orElse(null),
                summary.isEmpty() ? "all conditions are met; the next evaluation decides" : summary));
    }

    /// @param expectedAt null when the step waits for something whose time cannot be estimated
    private static StepForecastResponse toResponse(
            StepForecast forecast, @Nullable Instant expectedAt, String summary) {
        TrialArrivalRate rate = forecast.rate();
        return new StepForecastResponse(
                forecast.at(),
                forecast.dwellUntil(),
                rate == null ? null : rate.perSecond(),
                expectedAt,
                summary,
                forecast.pendingChecks().stream()
                        .map(StepForecaster::toResponse)
                        .toList());
    }

    private static PendingCheck toResponse(StepForecast.PendingCheck pending) {
        StepForecast.IncompleteProof proof = pending.proof();
        return new PendingCheck(
                proof.check(), proof.candidateTrials(), proof.candidateTrialsNeeded(), pending.expectedAt());
    }

    private StepForecast forecast(Rollout rollout, List<StepForecast.IncompleteProof> missing, Instant now) {
        RolloutPlan plan = rollout.plan();
        Rollout.Position position = rollout.position();
        Instant dwellUntil =
                position.stepStartedAt().plus(plan.steps().get(position.step()).dwell());
        TrialArrivalRate rate = TrialArrivalRate.of(
                        ticks.listCandidateTrials(
                                rollout.id(),
                                position.revision(),
                                rollout.ticks() - MOST_TICKS,
                                now.minus(TrialArrivalRate.WINDOW)),
                        position.stepStartedAt().plus(plan.warmUp()),
                        now)
                .orElse(null);
        return StepForecast.of(now, dwellUntil, rate, missing);
    }

    private static boolean isEvaluatedAtStep(Rollout rollout, List<RolloutDecision> decisions) {
        return decisions.reversed().stream()
                .filter(decision -> isStepBegun(decision.kind()))
                .findFirst()
                .filter(rolloutDecision -> rolloutDecision.tick() < rollout.ticks())
                .isPresent();
    }

    private static boolean isStepBegun(RolloutDecisionKind kind) {
        return switch (kind) {
            case START, ADVANCE, STEP_BACK, CONFIRM -> true;
            case HOLD, OBSERVE, APPROVE, ROLL_BACK, COMPLETE, ABORT -> false;
        };
    }

    private static List<StepForecast.IncompleteProof> missing(@Nullable GuardrailStatuses statuses) {
        return statuses == null
                ? List.of()
                : statuses.checks().stream()
                        .filter(GuardrailStatuses.Check::isMissing)
                        .map(check -> new StepForecast.IncompleteProof(
                                check.check(),
                                check.detail(),
                                known(check.candidateTrials(), 0),
                                known(check.candidateTrialsNeeded(), -1)))
                        .toList();
    }

    private static long known(@Nullable Long number, long otherwise) {
        return number == null ? otherwise : number;
    }

    private static boolean waitsForSomethingElse(@Nullable HoldKind hold) {
        return hold != null && hold != HoldKind.DWELL && hold != HoldKind.INSUFFICIENT_EVIDENCE;
    }

    private static String lastHold(List<RolloutDecision> decisions) {
        return decisions.reversed().stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.HOLD)
                .map(RolloutDecision::reason)
                .findFirst()
                .orElse("");
    }
}
