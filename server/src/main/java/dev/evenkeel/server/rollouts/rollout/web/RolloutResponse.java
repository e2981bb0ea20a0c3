// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.files.plan.RolloutPlanJson;
import dev.evenkeel.server.gates.evaluation.GateCheckResponse;
import dev.evenkeel.server.rollouts.evidence.DroppedCounts;
import dev.evenkeel.server.rollouts.evidence.ReportedBreakerTrip;
import dev.evenkeel.server.rollouts.evidence.ReportedShadowDifference;
import dev.evenkeel.server.rollouts.rollout.ChangeContext;
import dev.evenkeel.server.rollouts.rollout.ConcurrentRollout;
import dev.evenkeel.server.rollouts.rollout.FailureRatio;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.StepForecastResponse;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout as the HTTP API shows it in lists (docs/reference/http-api.md). Exposures are in percent.
///
/// @param change what gates are told of it
/// @param waitsFor why it stays where it is, by its last hold; null when it has not held at this step,
///     or has ended
/// @param approvable whether its step or a guardrail asks for a person who has not approved yet
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
        ChangeContext change,
        RolloutPlanJson plan,
        int step,
        Instant stepStartedAt,
        BigDecimal exposure,
        long revision,
        @Nullable HoldKind waitsFor,
        boolean approvable,
        BaselineProgress seed,
        PerVariant<VariantCountsResponse> counts,
        PerVariant<LatencyQuantilesResponse> latency,
        GuardrailStatus.@Nullable RollbackEvidence rollback,
        ConnectedSdks clients,
        long overflow,
        @Nullable String trouble) {

    /// Samples of the latency reference, known and needed.
    record BaselineProgress(long samples, long needed) {}

    /// One value for each variant.
    record PerVariant<T>(T control, T candidate) {}

    static RolloutResponse of(Rollout rollout, ConnectedSdks clients) {
        Rollout.Position position = rollout.position();
        Rollout.Totals totals = rollout.totals();
        GuardrailStatus standing = rollout.standing();
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
                RolloutPlanJson.of(rollout.plan()),
                position.step(),
                position.stepStartedAt(),
                RolloutPlanJson.percent(position.exposure()),
                position.revision(),
                rollout.status().ended() ? null : position.hold(),
                rollout.asksForAPerson() && !position.approved(),
                new BaselineProgress(rollout.seedSamples(), rollout.plan().seedSamples()),
                new PerVariant<>(
                        VariantCountsResponse.of(totals.control()), VariantCountsResponse.of(totals.candidate())),
                new PerVariant<>(
                        LatencyQuantilesResponse.of(totals.control().latency()),
                        LatencyQuantilesResponse.of(totals.candidate().latency())),
                standing == null ? null : standing.rollback(),
                clients,
                totals.overflow(),
                rollout.trouble());
    }

    /// A rollout as the HTTP API shows it alone.
    ///
    /// @param summary as in lists
    /// @param outlook what its step waits for, and until when about; null when it does not run
    /// @param concurrent others that ran meanwhile
    /// @param checks each guardrail by the last ruling
    /// @param failureRatio how many times as often units fail on the candidate as on control; null before
    ///     any failed
    /// @param losses what SDK processes of the environment sent since the start that is not evidence
    /// @param decisions all, oldest first
    /// @param trips processes that took the candidate out of use by themselves, oldest first
    /// @param differences some of the newest calls that were answered differently in shadow, newest first
    /// @param gates what each last said; none when it has ended, or nobody has asked yet
    record RolloutDetailResponse(
            @JsonUnwrapped RolloutResponse summary,
            @Nullable StepForecastResponse outlook,
            List<ConcurrentRollout> concurrent,
            List<GuardrailStatus.Check> checks,
            @Nullable FailureRatio failureRatio,
            DroppedCounts losses,
            List<RolloutDecisionResponse> decisions,
            List<ReportedBreakerTrip> trips,
            List<ReportedShadowDifference> differences,
            List<GateCheckResponse.GateResultResponse> gates) {}
}
