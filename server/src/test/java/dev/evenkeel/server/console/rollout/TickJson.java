// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tick in the JSON of `GET /api/v1/rollouts/{id}/ticks`.
public record TickJson(
        long number,
        Instant at,
        long revision,
        int step,
        double exposure,
        boolean late,
        Variant control,
        Variant candidate,
        @Nullable Double rollbackLog10,
        Map<String, TickEvidenceStrength.Check> checks) {

    record Variant(
            long calls,
            long failures,
            long failedUnits,
            long trials,
            long failedTrials,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {
        private static Variant of(VariantCounts counts) {
            return new Variant(
                    counts.calls(),
                    counts.failures(),
                    counts.failedUnits(),
                    counts.trials(),
                    counts.failedTrials(),
                    millis(counts, 0.5),
                    millis(counts, 0.95),
                    millis(counts, 0.99));
        }

        private static @Nullable Double millis(VariantCounts counts, double quantile) {
            return counts.calls() == 0 ? null : counts.latency().quantileMicros(quantile) / 1_000.0;
        }
    }

    static TickJson of(RolloutTick tick, @Nullable TickEvidenceStrength evidence) {
        return new TickJson(
                tick.number(),
                tick.at(),
                tick.revision(),
                tick.step(),
                tick.exposure().fraction() * 100,
                tick.late(),
                Variant.of(tick.control()),
                Variant.of(tick.candidate()),
                evidence == null ? null : evidence.rollbackLog10(),
                evidence == null ? Map.of() : evidence.checks());
    }
}
