// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.GuardrailStatuses.CombinedRollbackEvidence;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanSpec;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rollouts (`/api/v1/rollouts`). Exposures are in percent.
public final class RolloutApi {
    private static final String PLAN = "name of a plan, such as standard, or an inline plan";
    private static final String REASON = "reason, for the audit log";

    private RolloutApi() {}

    /// Starts a rollout. The plan is a document. With `prepared`, fields of the prepared change may be missing.
    public record StartRolloutRequest(
            @JsonPropertyDescription("key of the flag") @NotBlank
            String flag,

            @JsonPropertyDescription("variant that is served now") @NotBlank @Nullable
            String control,

            @JsonPropertyDescription("variant to roll out") @NotBlank @Nullable
            String candidate,

            @JsonPropertyDescription(PLAN)
            @JsonSubTypes({@JsonSubTypes.Type(String.class), @JsonSubTypes.Type(RolloutPlanSpec.class)})
            @Nullable
            JsonNode plan,

            @JsonPropertyDescription(
                    "whether missing fields are taken from the prepared change of the flag; default false")
            @Nullable
            Boolean prepared,

            @JsonPropertyDescription(
                    "exposure below which steps are skipped, in percent, 0 to 100 with at most two decimals")
            @DecimalMin("0")
            @DecimalMax("100")
            @Nullable
            BigDecimal from,

            @JsonPropertyDescription("ID of an earlier rollout of the flag, whose units get the candidate first")
            @Nullable
            String restartOf,

            @JsonPropertyDescription("service of the change, for a flag without an owner; default: the owner") @Nullable
            String service,

            @JsonPropertyDescription(
                    "class of the change, for gates: lowercase letters, digits and dashes, such as hotfix; default"
                            + " normal")
            @Pattern(regexp = "^[a-z][a-z0-9-]{0,62}$")
            @Nullable
            String changeClass,

            @JsonPropertyDescription("action if gates are closed: REJECT the start (default), or WAIT at 0%") @Nullable
            ClosedGatesAction onClosedGates,

            @JsonPropertyDescription(REASON) @Nullable String reason) {}

    /// The actions for closed gates at the start.
    public enum ClosedGatesAction {
        REJECT,
        WAIT
    }

    /// Computes what another plan would have decided. The plan is a document; its numbers are validated with it.
    public record WhatIfRequest(
            @JsonPropertyDescription(PLAN + "; default: the plan of the rollout")
            @JsonSubTypes({@JsonSubTypes.Type(String.class), @JsonSubTypes.Type(RolloutPlanSpec.class)})
            @Nullable
            JsonNode plan,

            @JsonPropertyDescription("probability that a harmless candidate is rolled back, above 0 and below 0.5")
            @Nullable
            BigDecimal alpha,

            @JsonPropertyDescription(
                    "probability per step that a candidate at the margin advances, above 0 and below 0.5")
            @Nullable
            BigDecimal advanceAlpha,

            @JsonPropertyDescription("rollbackRatio of the error, latency and rank guardrails") @Nullable
            BigDecimal rollbackRatio) {}

    /// Approves the current step, so that the rollout may advance.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ApproveStepRequest(
            @JsonPropertyDescription("user who approves; only the token of serve --admin-token may name another user")
            @Nullable
            String onBehalfOf,

            @JsonPropertyDescription(REASON) @Nullable String reason) {}

    /// Aborts a rollout, or resumes a held one.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AbortOrResumeRolloutRequest(
            @JsonPropertyDescription(REASON) @Nullable String reason) {}

    /// A rollout in lists.
    ///
    /// @param change properties that gates evaluate
    /// @param holdReason kind of the last hold; null when the rollout has not held at this step, or has ended
    /// @param approvable whether its step requires an approval, or a guardrail a decision, and it is missing
    /// @param rollback combined evidence of all guardrails; null before the first evaluation
    public record RolloutResponse(
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
            PerVariant<VariantCountsResponse> counts,
            PerVariant<LatencyQuantilesResponse> latency,
            @Nullable CombinedRollbackEvidence rollback,
            ConnectedSdkCounts clients,
            long overflow,
            @Nullable String evaluationError) {}

    /// The properties of a rollout that gates evaluate, besides its flag.
    ///
    /// @param service service that is changed; null when unknown
    /// @param changeClass class of the change, such as `normal` or `hotfix`
    /// @param author user who started it; empty for rollouts older than gates
    public record GatedChangeAttributes(@Nullable String service, String changeClass, String author) {}

    /// The number of samples in the latency baseline, and the number needed.
    public record BaselineProgress(long samples, long needed) {}

    /// One value for each variant.
    public record PerVariant<T>(T control, T candidate) {}

    /// The counts of one variant.
    public record VariantCountsResponse(
            long calls,
            long failures,
            long failedUnits,
            long trials,
            long failedTrials,
            Map<String, VariantMetricCountsResponse> metrics) {}

    /// The counts of a metric.
    ///
    /// @param meanScore mean score over trials that have a value, as a share of the metric's range, 0 to 1; null
    ///     when no trial has one
    public record VariantMetricCountsResponse(
            long events, long units, long scored, @Nullable Double meanScore) {}

    /// The latency quantiles of one variant: milliseconds, with exact 95% intervals. Null when it had no calls.
    public record LatencyQuantilesResponse(
            @Nullable QuantileEstimate p50,
            @Nullable QuantileEstimate p95,
            @Nullable QuantileEstimate p99) {}

    /// One quantile.
    ///
    /// @param value estimate
    /// @param low lower end of its interval
    /// @param high upper end; null when there are too few calls
    public record QuantileEstimate(
            double value, double low, @Nullable Double high) {}

    /// The SDK processes connected to the environment of a rollout.
    ///
    /// @param connected number of connected processes
    /// @param onRevision number of processes that have reported the rollout's revision as active
    /// @param lastAt when outcomes last arrived; null before the first
    public record ConnectedSdkCounts(
            int connected, long onRevision, @Nullable Instant lastAt) {}

    /// A rollout with its evidence, checks, decisions and forecast.
    ///
    /// @param summary properties of lists
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
    public record RolloutDetailResponse(
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

    /// The forecast of a step: what it still needs and when it is expected.
    ///
    /// @param at when the forecast was made
    /// @param dwellUntil end of the step's minimum duration
    /// @param candidateTrialsPerSecond rate in the last minute; null when unknown
    /// @param expectedAt when minimum duration and proofs will be complete at this rate; null when that cannot be
    ///     estimated, or the step waits for something else
    /// @param summary the forecast as one sentence
    /// @param pendingChecks proofs that are not complete
    public record StepForecastResponse(
            Instant at,
            Instant dwellUntil,
            @Nullable Double candidateTrialsPerSecond,
            @Nullable Instant expectedAt,
            String summary,
            List<PendingCheck> pendingChecks) {}

    /// An incomplete proof.
    ///
    /// @param candidateTrialsNeeded estimated total; -1 when it cannot be estimated
    /// @param expectedAt null when it cannot be estimated
    public record PendingCheck(
            String check,
            long candidateTrials,
            long candidateTrialsNeeded,
            @Nullable Instant expectedAt) {}

    /// A rollout that ran in the same environment at the same time as another, so that the two may have affected
    /// each other.
    ///
    /// @param exposure current exposure
    public record ConcurrentRollout(
            String id,
            String flag,
            RolloutStatus status,
            BigDecimal exposure,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /// An estimate of how many times as often units fail on the candidate as on control. For display only; no
    /// decision depends on it.
    ///
    /// The interval is valid at any time: if the ratio is constant, the intervals at all times contain the true
    /// value simultaneously with probability `level` (`FailureRatioInterval`).
    ///
    /// @param level probability that the interval contains the true ratio, 0.95
    /// @param low lower end, 0 or more
    /// @param high upper end; null while there is none
    public record RelativeFailureRate(
            double level, double low, @Nullable Double high) {}

    /// The counts that did not become evidence.
    ///
    /// @param dropped calls, failed units and trials that SDK processes could not keep or deliver
    /// @param unattributed calls of rollouts, revisions or flags unknown to the server
    public record DroppedCounts(long dropped, long unattributed) {}

    /// A decision.
    public record RolloutDecisionResponse(
            long number,
            Instant at,
            RolloutDecisionKind kind,
            int fromStep,
            int toStep,
            BigDecimal exposure,
            long revision,
            String reason,
            long tick,
            @Nullable Instant evidenceAt,
            @Nullable Instant activeEverywhereAt) {}

    /// A breaker trip, as reported by the process that disabled a rollout's candidate.
    ///
    /// @param revision revision of the exposure at which it tripped
    /// @param instance name of the process
    /// @param cause kind of evidence that caused it
    /// @param at when it tripped, by the clock of the process
    /// @param candidateFailures units that had failed on the candidate in the process
    /// @param candidateCalls calls of the candidate in the process, by units that had not failed before
    /// @param controlFailures units that had failed on control in the process
    public record ReportedBreakerTrip(
            long revision,
            String instance,
            BreakerTrip.Cause cause,
            Instant at,
            long candidateFailures,
            long candidateCalls,
            long controlFailures) {}

    /// A call for which control and candidate returned different responses. Contains the paths of differing fields,
    /// never their values.
    ///
    /// @param revision revision that requested the comparison
    /// @param receivedAt when the report arrived
    /// @param fields paths of the differing fields that the service names; empty when none of them differs
    /// @param failure why there was no second response; null when there was one
    public record ReportedShadowDifference(
            long revision,
            Instant receivedAt,
            List<String> fields,
            @Nullable String failure) {
        public ReportedShadowDifference {
            fields = List.copyOf(fields);
        }
    }

    /// The response to the start of a rollout, with warnings.
    ///
    /// @param rollout details of the rollout
    /// @param traffic observed traffic of control
    /// @param warnings parts of the plan for which the traffic is insufficient
    public record StartRolloutResponse(
            @JsonUnwrapped RolloutDetailResponse rollout, Traffic traffic, List<Warning> warnings) {}

    /// The traffic of control before the start.
    ///
    /// @param measuredSeconds duration of the measurement
    /// @param failureRateAssumed whether the failure rate is an assumption
    public record Traffic(
            double callsPerSecond,
            long measuredSeconds,
            double failureRate,
            boolean failureRateAssumed,
            String summary) {}

    /// A part of the plan that cannot be completed in time.
    ///
    /// @param proof proof that is late; null when the warning is not about a proof
    /// @param seconds how long it takes; null when it never completes
    /// @param limitSeconds how long the plan allows
    public record Warning(
            StartWarning.Kind kind,
            String summary,
            @Nullable LateProof proof,
            @Nullable Double seconds,
            long limitSeconds) {}

    /// A proof about failures.
    ///
    /// @param step 0-based index of the step
    /// @param candidateCallsNeeded null when no number is sufficient
    /// @param candidateCallsPerMinuteNeeded null when no rate is sufficient
    public record LateProof(
            int step,
            BigDecimal exposure,
            double candidateCallsPerMinute,
            @Nullable Long candidateCallsNeeded,
            @Nullable Double candidateCallsPerMinuteNeeded) {}

    /// A tick. Latencies are in milliseconds.
    ///
    /// @param rollbackLog10 null when the guard did not evaluate the tick: while the baseline is collected, and
    ///     after the end
    public record RolloutTickResponse(
            long number,
            Instant at,
            long revision,
            int step,
            BigDecimal exposure,
            boolean late,
            IntervalCounts control,
            IntervalCounts candidate,
            @Nullable Double rollbackLog10,
            Map<String, TickEvidenceStrength.Check> checks) {}

    /// The counts of one variant in a tick or an hour. Latencies are null when it had no calls.
    public record IntervalCounts(
            long calls,
            long failures,
            long failedUnits,
            long trials,
            long failedTrials,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            Map<String, VariantMetricCountsResponse> metrics) {}

    /// All hours of a rollout.
    ///
    /// @param rolledUpAt since when only hours are stored; null while all ticks are
    /// @param hours in chronological order
    public record RolloutHoursResponse(@Nullable Instant rolledUpAt, List<RolloutHourResponse> hours) {}

    /// An hour of a rollout: the sum of its ticks at one exposure.
    public record RolloutHourResponse(
            Instant hour,
            long revision,
            int step,
            BigDecimal exposure,
            boolean late,
            long ticks,
            IntervalCounts control,
            IntervalCounts candidate) {}

    /// The result of replaying a rollout from its stored ticks.
    ///
    /// @param ticks number of replayed ticks
    /// @param identical whether every state, bit for bit, and every decision equals the stored one; reasons of
    ///     holds are not compared
    /// @param differences first differences, for people; null when there are none
    public record ReplayResponse(
            long ticks,
            boolean identical,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> differences) {}

    /// The result of replaying a rollout's stored ticks under another plan. It ends at the first decision that
    /// differs, because later exposures would have produced different ticks.
    ///
    /// @param hypothetical always true: none of these decisions was executed
    /// @param plan plan of the replay
    /// @param ticks number of evaluated ticks
    /// @param identical whether every decision that moves the rollout equals the actual one
    /// @param rollback rollback evidence after the last evaluated tick; null when there was none
    /// @param decisions decisions under the plan that moved the rollout and equal the actual ones
    /// @param difference first decision that differs; null when there is none
    /// @param note meaning of the result, as one sentence
    public record WhatIfResponse(
            boolean hypothetical,
            RolloutPlan plan,
            long ticks,
            boolean identical,
            @Nullable CombinedRollbackEvidence rollback,
            List<ActualOrHypotheticalDecision> decisions,
            @Nullable Difference difference,
            String note) {
        public WhatIfResponse {
            decisions = List.copyOf(decisions);
        }
    }

    /// A decision of a replay.
    ///
    /// @param step 0-based index of the step after it
    /// @param exposure exposure after it
    public record ActualOrHypotheticalDecision(
            RolloutDecisionKind kind, int step, BigDecimal exposure, String reason) {}

    /// Two decisions on the same evidence.
    ///
    /// @param tick number of the last tick before them
    /// @param at time of the decisions
    /// @param actual actual decision
    /// @param hypothetical decision under the plan of the replay
    public record Difference(
            long tick, Instant at, ActualOrHypotheticalDecision actual, ActualOrHypotheticalDecision hypothetical) {}
}
