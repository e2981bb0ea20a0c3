// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.TickEvidenceStrength;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tick in responses of the HTTP API. Exposures are in percent, latencies in milliseconds. `rollbackLog10` is
/// null when the guard did not evaluate the tick: while the baseline is collected and after the end.
public record RolloutTickResponse(
        long number,
        Instant at,
        long revision,
        int step,
        BigDecimal exposure,
        boolean late,
        Side control,
        Side candidate,
        @Nullable Double rollbackLog10,
        Map<String, TickEvidenceStrength.Check> checks) {

    /// The counts of one variant. Latencies are null when it had no calls.
    record Side(
            long calls,
            long failures,
            long failedUnits,
            long trials,
            long failedTrials,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            Map<String, VariantMetricCountsResponse> metrics) {
        static Side of(VariantCounts counts) {
            return new Side(
                    counts.calls(),
                    counts.failures(),
                    counts.failedUnits(),
                    counts.trials(),
                    counts.failedTrials(),
                    millis(counts.latency(), 0.5),
                    millis(counts.latency(), 0.95),
                    millis(counts.latency(), 0.99),
                    VariantMetricCountsResponse.mapOf(counts.metrics()));
        }

        private static @Nullable Double millis(LatencyHistogram latency, double quantile) {
            return latency.count() == 0 ? null : latency.quantileMicros(quantile) / 1_000.0;
        }
    }

    public static RolloutTickResponse of(RolloutTick tick) {
        RolloutTick.Evaluation judgement = tick.evaluation();
        return new RolloutTickResponse(
                tick.number(),
                tick.at(),
                tick.revision(),
                tick.step(),
                tick.exposure().toBigDecimal(),
                tick.late(),
                Side.of(tick.control()),
                Side.of(tick.candidate()),
                judgement == null ? null : judgement.evidence().rollbackLog10(),
                judgement == null ? Map.of() : judgement.evidence().checks());
    }
}
