// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.util.OptionalLong;

/// A latency quantile with a distribution-free interval.
///
/// For display, evaluated once: its coverage of the true quantile is at least the level, if calls are
/// independent.
///
/// @param estimateMicros observed quantile, as the upper edge of its bin, in microseconds
/// @param lowMicros lower end, 0 when there are too few calls
/// @param highMicros upper end, empty when there are too few calls
/// @param calls number of calls, 1 or more
public record LatencyQuantileInterval(long estimateMicros, long lowMicros, OptionalLong highMicros, long calls) {
    /// Computes the interval from a histogram. Costs three passes over its bins and O(sqrt calls).
    ///
    /// @param latency at least one call
    /// @param q the quantile, above 0 and below 1
    /// @param level coverage, above 0 and below 1, for instance 0.95
    public static LatencyQuantileInterval of(LatencyHistogram latency, double q, double level) {
        long calls = latency.count();
        if (calls < 1 || !(q > 0 && q < 1 && level > 0 && level < 1)) {
            throw new IllegalArgumentException("calls must be above 0, and quantile and level between 0 and 1, got "
                    + calls + " calls, quantile " + q + ", level " + level);
        }
        QuantileRanks ranks = QuantileRanks.around(calls, q, (1 - level) / 2);
        long middle = Math.max(1, (long) Math.ceil(q * calls));
        return new LatencyQuantileInterval(
                LatencyBins.lowerEdgeMicros(latency.binOfRank(middle) + 1),
                ranks.low() < 1 ? 0 : LatencyBins.lowerEdgeMicros(latency.binOfRank(ranks.low())),
                ranks.high() > calls
                        ? OptionalLong.empty()
                        : OptionalLong.of(LatencyBins.lowerEdgeMicros(latency.binOfRank(ranks.high()) + 1)),
                calls);
    }
}
