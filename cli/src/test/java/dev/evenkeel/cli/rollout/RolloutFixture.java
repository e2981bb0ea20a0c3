// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.RolloutApi.BaselineProgress;
import dev.evenkeel.api.RolloutApi.ConnectedSdkCounts;
import dev.evenkeel.api.RolloutApi.DroppedCounts;
import dev.evenkeel.api.RolloutApi.GatedChangeAttributes;
import dev.evenkeel.api.RolloutApi.IntervalCounts;
import dev.evenkeel.api.RolloutApi.LatencyQuantilesResponse;
import dev.evenkeel.api.RolloutApi.PerVariant;
import dev.evenkeel.api.RolloutApi.QuantileEstimate;
import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.api.RolloutApi.StepForecastResponse;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.api.RolloutApi.VariantMetricCountsResponse;
import dev.evenkeel.engine.rollout.GuardrailStatuses.Check;
import dev.evenkeel.engine.rollout.GuardrailStatuses.CombinedRollbackEvidence;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A builder of responses with a rollout: by default `r-7`, which runs at the second of six steps.
public final class RolloutFixture {
    private static final String WAITS_FOR_ERRORS =
            "errors: 523 of about 1,790 candidate trials needed to show failures less than 2% of calls above control at"
                    + " 95%, about 1 min 47 s more at 11.9 trials a second";

    private final List<RolloutDecisionResponse> decisions = new ArrayList<>(List.of(
            new RolloutDecisionResponse(
                    1,
                    Instant.parse("2026-11-25T03:00:40Z"),
                    RolloutDecisionKind.START,
                    1,
                    1,
                    BigDecimal.ONE,
                    44,
                    "the latency reference is there",
                    0,
                    null,
                    null),
            decision(2, 0, "2026-11-25T03:01:18.5Z", RolloutDecisionKind.ADVANCE, "to 5%: shown")));
    private final List<GateResultResponse> gates = new ArrayList<>();
    private Check errors = new Check(
            "errors", GuardrailAction.ROLL_BACK, "HEALTHY", "errors: 523 of about 1,790", 1.1, 0.66, 1.3, 523L, 1790L);
    private Map<String, VariantMetricCountsResponse> controlMetrics = Map.of();
    private Map<String, VariantMetricCountsResponse> candidateMetrics = Map.of();
    private String id = "r-7";
    private String environment = "default";
    private String flag = "payment-core";
    private String control = "classic";
    private String candidate = "modern";
    private RolloutStatus status = RolloutStatus.RUNNING;
    private BigDecimal exposure = BigDecimal.valueOf(5);
    private @Nullable Instant endedAt;
    private @Nullable HoldKind holdReason;
    private @Nullable CombinedRollbackEvidence rollback = new CombinedRollbackEvidence(-0.4, 2.05);
    private @Nullable StepForecastResponse forecast = new StepForecastResponse(
            Instant.parse("2026-11-25T03:02:30Z"),
            Instant.parse("2026-11-25T03:01:28Z"),
            11.9,
            Instant.parse("2026-11-25T03:04:17Z"),
            WAITS_FOR_ERRORS,
            List.of());

    public RolloutFixture id(String value) {
        id = value;
        return this;
    }

    public RolloutFixture environment(String value) {
        environment = value;
        return this;
    }

    public RolloutFixture flag(String value) {
        flag = value;
        return this;
    }

    public RolloutFixture variants(String newControl, String newCandidate) {
        control = newControl;
        candidate = newCandidate;
        return this;
    }

    /// Sets the state.
    ///
    /// @param percent exposure
    public RolloutFixture status(RolloutStatus value, int percent) {
        status = value;
        exposure = BigDecimal.valueOf(percent);
        return this;
    }

    public RolloutFixture holdReason(HoldKind value) {
        holdReason = value;
        return this;
    }

    public RolloutFixture endedAt(String instant) {
        endedAt = Instant.parse(instant);
        forecast = null;
        return this;
    }

    /// Changes it to a rollout that collects its latency baseline, without evidence and decisions.
    public RolloutFixture collectingBaseline() {
        status = RolloutStatus.COLLECTING_BASELINE;
        forecast = null;
        rollback = null;
        decisions.clear();
        return this;
    }

    /// Sets the status of the errors guardrail.
    public RolloutFixture errors(String verdict, String detail) {
        errors = new Check(
                errors.check(),
                errors.action(),
                verdict,
                detail,
                errors.rollbackLog10(),
                errors.advanceLog10(),
                errors.advanceThreshold(),
                errors.candidateTrials(),
                errors.candidateTrialsNeeded());
        return this;
    }

    public RolloutFixture metrics(
            Map<String, VariantMetricCountsResponse> onControl, Map<String, VariantMetricCountsResponse> onCandidate) {
        controlMetrics = onControl;
        candidateMetrics = onCandidate;
        return this;
    }

    public RolloutFixture gate(GateResultResponse gate) {
        gates.add(gate);
        return this;
    }

    /// Adds a decision at 5% with the reason "because".
    ///
    /// @param tick number of its tick
    public RolloutFixture decision(int number, int tick, String at, RolloutDecisionKind kind) {
        decisions.add(decision(number, tick, at, kind, "because"));
        return this;
    }

    private static RolloutDecisionResponse decision(
            int number, int tick, String at, RolloutDecisionKind kind, String reason) {
        return new RolloutDecisionResponse(
                number, Instant.parse(at), kind, 1, 1, BigDecimal.valueOf(5), 44, reason, tick, null, null);
    }

    public RolloutResponse toResponse() {
        return new RolloutResponse(
                id,
                environment,
                flag,
                control,
                candidate,
                status,
                Instant.parse("2026-11-25T03:00:00Z"),
                endedAt,
                "",
                new GatedChangeAttributes(null, "normal", "anna"),
                RolloutPlan.fast(),
                1,
                Instant.parse("2026-11-25T03:01:18.5Z"),
                exposure,
                44,
                holdReason,
                false,
                new BaselineProgress(10_000, 10_000),
                new PerVariant<>(
                        new VariantCountsResponse(12_345, 12, 12, 9_000, 9, controlMetrics),
                        new VariantCountsResponse(0, 0, 0, 0, 0, candidateMetrics)),
                new PerVariant<>(
                        new LatencyQuantilesResponse(
                                new QuantileEstimate(4.1, 4.0, 4.2),
                                new QuantileEstimate(9.2, 9.0, 9.4),
                                new QuantileEstimate(17.0, 16.0, null)),
                        new LatencyQuantilesResponse(null, null, null)),
                rollback,
                new ConnectedSdkCounts(3, 2, Instant.parse("2026-11-25T03:02:29Z")),
                0,
                null);
    }

    public RolloutDetailResponse toDetails() {
        return new RolloutDetailResponse(
                toResponse(),
                forecast,
                List.of(),
                List.of(
                        errors,
                        new Check(
                                "rank", GuardrailAction.ROLL_BACK, "HEALTHY", "rank: no proof", -0.2, 0, 0, 523L, -1L)),
                null,
                new DroppedCounts(0, 0),
                List.copyOf(decisions),
                List.of(),
                List.of(),
                List.copyOf(gates));
    }

    /// Creates a tick without calls.
    ///
    /// @param isEvaluated whether the tick has evidence
    static RolloutTickResponse tick(int number, String at, boolean isEvaluated) {
        var side = new IntervalCounts(0, 0, 0, 0, 0, null, null, null, Map.of());
        return new RolloutTickResponse(
                number,
                Instant.parse(at),
                44,
                1,
                BigDecimal.valueOf(5),
                false,
                side,
                side,
                isEvaluated ? 0.5 : null,
                Map.of());
    }
}
