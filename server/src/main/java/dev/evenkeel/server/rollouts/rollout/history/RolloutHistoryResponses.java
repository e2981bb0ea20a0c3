// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.api.RolloutApi.IntervalCounts;
import dev.evenkeel.api.RolloutApi.RolloutHourResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.api.RolloutApi.VariantMetricCountsResponse;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Converts the stored history of rollouts to responses.
public final class RolloutHistoryResponses {
    private RolloutHistoryResponses() {}

    public static RolloutTickResponse of(RolloutTick tick) {
        RolloutTick.Evaluation evaluation = tick.evaluation();
        return new RolloutTickResponse(
                tick.number(),
                tick.at(),
                tick.revision(),
                tick.step(),
                tick.exposure().toBigDecimal(),
                tick.late(),
                of(tick.control()),
                of(tick.candidate()),
                evaluation == null ? null : evaluation.evidence().rollbackLog10(),
                evaluation == null ? Map.of() : evaluation.evidence().checks());
    }

    static RolloutHourResponse of(RolloutHour hour) {
        return new RolloutHourResponse(
                hour.key().hour(),
                hour.key().revision(),
                hour.step(),
                hour.exposure().toBigDecimal(),
                hour.key().late(),
                hour.ticks(),
                of(hour.control()),
                of(hour.candidate()));
    }

    /// Converts the counts of metrics, by their names.
    public static Map<String, VariantMetricCountsResponse> toMetrics(Map<String, VariantMetricCounts> metrics) {
        Map<String, VariantMetricCountsResponse> all = new TreeMap<>();
        metrics.forEach((name, counts) -> all.put(name, of(counts)));
        return all;
    }

    private static VariantMetricCountsResponse of(VariantMetricCounts counts) {
        Double mean = counts.scored() == 0 ? null : MetricScoreScale.mean(counts.score(), counts.scored());
        return new VariantMetricCountsResponse(counts.events(), counts.units(), counts.scored(), mean);
    }

    private static IntervalCounts of(VariantCounts counts) {
        return new IntervalCounts(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                toMillis(counts.latency(), 0.5),
                toMillis(counts.latency(), 0.95),
                toMillis(counts.latency(), 0.99),
                toMetrics(counts.metrics()));
    }

    private static @Nullable Double toMillis(LatencyHistogram latency, double quantile) {
        return latency.count() == 0 ? null : latency.quantileMicros(quantile) / 1_000.0;
    }
}
