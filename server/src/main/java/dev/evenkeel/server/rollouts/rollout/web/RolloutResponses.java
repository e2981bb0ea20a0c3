// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.RolloutApi.BaselineProgress;
import dev.evenkeel.api.RolloutApi.ConnectedSdkCounts;
import dev.evenkeel.api.RolloutApi.LateProof;
import dev.evenkeel.api.RolloutApi.LatencyQuantilesResponse;
import dev.evenkeel.api.RolloutApi.PerVariant;
import dev.evenkeel.api.RolloutApi.QuantileEstimate;
import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.StartRolloutResponse;
import dev.evenkeel.api.RolloutApi.Traffic;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.api.RolloutApi.Warning;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.preview.ObservedControlTraffic;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.stats.LatencyQuantileInterval;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.history.RolloutHistoryResponses;
import dev.evenkeel.server.rollouts.rollout.start.StartedRolloutAdvisor;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Converts rollouts to responses.
final class RolloutResponses {
    private static final double LEVEL = 0.95;
    private static final double MICROS_PER_MILLI = 1_000;

    private RolloutResponses() {}

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
                new PerVariant<>(toCounts(totals.control()), toCounts(totals.candidate())),
                new PerVariant<>(
                        toQuantiles(totals.control().latency()),
                        toQuantiles(totals.candidate().latency())),
                statuses == null ? null : statuses.rollback(),
                clients,
                totals.overflow(),
                rollout.evaluationError());
    }

    private static VariantCountsResponse toCounts(VariantCounts counts) {
        return new VariantCountsResponse(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                RolloutHistoryResponses.toMetrics(counts.metrics()));
    }

    private static LatencyQuantilesResponse toQuantiles(LatencyHistogram latency) {
        return latency.count() == 0
                ? new LatencyQuantilesResponse(null, null, null)
                : new LatencyQuantilesResponse(
                        toQuantile(latency, 0.5), toQuantile(latency, 0.95), toQuantile(latency, 0.99));
    }

    private static QuantileEstimate toQuantile(LatencyHistogram latency, double quantile) {
        LatencyQuantileInterval interval = LatencyQuantileInterval.of(latency, quantile, LEVEL);
        OptionalLong high = interval.highMicros();
        return new QuantileEstimate(
                interval.estimateMicros() / MICROS_PER_MILLI,
                interval.lowMicros() / MICROS_PER_MILLI,
                high.isPresent() ? high.getAsLong() / MICROS_PER_MILLI : null);
    }

    static RolloutDecisionResponse of(RolloutDecision decision) {
        return new RolloutDecisionResponse(
                decision.number(),
                decision.at(),
                decision.kind(),
                decision.fromStep(),
                decision.toStep(),
                decision.exposure().toBigDecimal(),
                decision.revision(),
                decision.reason(),
                decision.tick(),
                decision.evidenceAt(),
                decision.activeEverywhereAt());
    }

    static StartRolloutResponse of(RolloutDetailResponse rollout, StartedRolloutAdvisor.TrafficAdvice advice) {
        ObservedControlTraffic traffic = advice.traffic();
        return new StartRolloutResponse(
                rollout,
                new Traffic(
                        traffic.callsPerSecond(),
                        traffic.measuredOver().toSeconds(),
                        traffic.failureRate(),
                        traffic.assumed(),
                        traffic.summary()),
                advice.warnings().stream().map(RolloutResponses::of).toList());
    }

    private static Warning of(StartWarning warning) {
        StartWarning.LateStepProof proof = warning.proof();
        return new Warning(
                warning.kind(),
                warning.summary(),
                proof == null ? null : of(proof),
                finite(warning.seconds()),
                warning.limit().toSeconds());
    }

    private static LateProof of(StartWarning.LateStepProof proof) {
        return new LateProof(
                proof.step(),
                proof.exposure().toBigDecimal(),
                proof.callsPerMinute(),
                proof.callsNeeded() < 0 ? null : proof.callsNeeded(),
                finite(proof.callsPerMinuteNeeded()));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
