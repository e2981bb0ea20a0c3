// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.stats.LatencyQuantileInterval;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The latency quantiles of one variant in responses of the HTTP API: milliseconds, with exact 95% intervals.
/// Null when it had no calls.
record SingleVariantLatencyQuantilesResponse(
        @Nullable QuantileEstimate p50,
        @Nullable QuantileEstimate p95,
        @Nullable QuantileEstimate p99) {
    private static final double LEVEL = 0.95;
    private static final double MICROS_PER_MILLI = 1_000;

    /// One quantile.
    ///
    /// @param value estimate
    /// @param low lower end of its interval
    /// @param high upper end; null when there are too few calls
    record QuantileEstimate(
            double value, double low, @Nullable Double high) {
        static QuantileEstimate of(LatencyQuantileInterval interval) {
            OptionalLong high = interval.highMicros();
            return new QuantileEstimate(
                    interval.estimateMicros() / MICROS_PER_MILLI,
                    interval.lowMicros() / MICROS_PER_MILLI,
                    high.isPresent() ? high.getAsLong() / MICROS_PER_MILLI : null);
        }
    }

    static SingleVariantLatencyQuantilesResponse of(LatencyHistogram latency) {
        if (latency.count() == 0) {
            return new SingleVariantLatencyQuantilesResponse(null, null, null);
        }
        return new SingleVariantLatencyQuantilesResponse(
                quantile(latency, 0.5), quantile(latency, 0.95), quantile(latency, 0.99));
    }

    private static QuantileEstimate quantile(LatencyHistogram latency, double q) {
        return QuantileEstimate.of(LatencyQuantileInterval.of(latency, q, LEVEL));
    }
}
