// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.evidence.DroppedCounts;
import dev.evenkeel.server.rollouts.evidence.ReportedBreakerTrip;
import dev.evenkeel.server.rollouts.evidence.ReportedShadowDifference;
import dev.evenkeel.server.rollouts.rollout.ConcurrentRollout;
import dev.evenkeel.server.rollouts.rollout.GatedChangeAttributes;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatuses;
import dev.evenkeel.server.rollouts.rollout.RelativeFailureRate;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.StepForecastResponse;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdkCounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout in list responses of the HTTP API (docs/reference/http-api.md). Exposures are in percent.
///
/// @param change properties that gates evaluate
/// @param holdReason kind of the last hold; null when the rollout has not held at this step, or has ended
/// @param approvable whether its step requires an approval, or a guardrail a decision, and it is missing
record RolloutResponse(
        String id,
        String environment,
        String flag,
        String control,
        String candidate,
        RolloutStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        String reason,
        GatedChangeAttributes change,
        RolloutPlan plan,
        int step,
        Instant stepStartedAt,
        BigDecimal exposure,
        long revision,
        @Nullable HoldKind holdReason,
        boolean approvable,
        BaselineProgress baseline,
        PerVariant<SingleVariantCountsResponse> counts,
        PerVariant<SingleVariantLatencyQuantilesResponse> latency,
        GuardrailStatuses.@Nullable CombinedRollbackEvidence rollback,
        ConnectedSdkCounts clients,
        long overflow,
        @Nullable String evaluationError) {

    /// The number of samples in the latency baseline, and the number needed.
    record BaselineProgress(long samples, long needed) {}

    /// One value for each variant.
    record PerVariant<T>(T control, T candidate) {}

    static RolloutResponse of(Rollout rollout, ConnectedSdkCounts clients) {
        Rollout.Position position = rollout.position();
        Rollout.Totals totals = rollout.totals();
        GuardrailStatuses statuses = rollout.guardrailStatus();
        return new RolloutResponse(
                rollout.id(),
                rollout.environment(),
                rollout.flag(),
                rollout.control(),
                rollout.candidate(),
                position.status(),
                rollout.startedAt(),
                position.endedAt(),
                rollout.reason(),
                rollout.change(),
                rollout.plan(),
                position.step(),
                position.stepStartedAt(),
                position.exposure().toBigDecimal(),
                position.revision(),
                rollout.status().isEnded() ? null : position.hold(),
                rollout.requiresApproval() && !position.approved(),
                new BaselineProgress(rollout.seedSamples(), rollout.plan().seedSamples()),
                new PerVariant<>(
                        SingleVariantCountsResponse.of(totals.control()),
                        SingleVariantCountsResponse.of(totals.candidate())),
                new PerVariant<>(
                        SingleVariantLatencyQuantilesResponse.of(
                                totals.control().latency()),
                        SingleVariantLatencyQuantilesResponse.of(
                                totals.candidate().latency())),
                statuses == null ? null : statuses.rollback(),
                clients,
                totals.overflow(),
                rollout.evaluationError());
    }

    /// A rollout in detail responses of the HTTP API.
    ///
    /// @param summary properties of list responses
    /// @param forecast what its step still needs and when it is expected; null when it is not running
    /// @param concurrentRollouts other rollouts that ran at the same time
    /// @param checks status of each guardrail after the last evaluation
    /// @param failureRatio how many times as often units fail on the candidate as on control; null before a
    ///     unit has failed
    /// @param lostOutcomes counts from SDK processes of the environment since the start that did not become
    ///     evidence
    /// @param decisions all decisions, oldest first
    /// @param breakerTrips processes whose circuit breaker has disabled the candidate, oldest first
    /// @param shadowDifferences some of the newest calls with different responses in shadow traffic, newest
    ///     first
    /// @param gates last result of each gate; empty when the rollout has ended or its gates have not been
    ///     evaluated
    record RolloutDetailResponse(
            @JsonUnwrapped RolloutResponse summary,
            @Nullable StepForecastResponse forecast,
            List<ConcurrentRollout> concurrentRollouts,
            List<GuardrailStatuses.Check> checks,
            @Nullable RelativeFailureRate failureRatio,
            DroppedCounts lostOutcomes,
            List<RolloutDecisionResponse> decisions,
            List<ReportedBreakerTrip> breakerTrips,
            List<ReportedShadowDifference> shadowDifferences,
            List<GateResultResponse> gates) {}
}
