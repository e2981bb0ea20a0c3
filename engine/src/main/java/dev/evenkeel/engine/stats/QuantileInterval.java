// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import dev.evenkeel.telemetry.LatencyBins;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A quantile of latency and how sure it is: an interval that holds whatever the shape of the distribution.
///
/// For display, looked at once: it covers the true quantile with chance of at least the level, if calls are
/// independent.
///
/// @param estimateMicros the quantile seen, as the upper edge of its bin, in microseconds
/// @param lowMicros lower end, 0 when so few calls give none
/// @param highMicros upper end, empty when so few calls give none
/// @param calls calls behind it, 1 or more
public record QuantileInterval(long estimateMicros, long lowMicros, OptionalLong highMicros, long calls) {
    /// The interval from a histogram.
    ///
    /// @param perBin calls per latency bin, at least one in all
    /// @param q the quantile, above 0 and below 1
    /// @param level chance to cover it, above 0 and below 1, for instance 0.95
    public static QuantileInterval of(Map<Integer, Long> perBin, double q, double level) {
        long calls = perBin.values().stream().mapToLong(Long::longValue).sum();
        if (calls < 1 || !(q > 0 && q < 1 && level > 0 && level < 1)) {
            throw new IllegalArgumentException("an interval needs calls, and quantile and level between 0 and 1, got "
                    + calls + " calls, quantile " + q + ", level " + level);
        }
        TreeMap<Integer, Long> ordered = new TreeMap<>(perBin);
        OrderRanks ranks = OrderRanks.around(calls, q, (1 - level) / 2);
        long middle = Math.max(1, (long) Math.ceil(q * calls));
        return new QuantileInterval(
                LatencyBins.lowerEdgeMicros(binOfRank(ordered, middle) + 1),
                ranks.low() < 1 ? 0 : LatencyBins.lowerEdgeMicros(binOfRank(ordered, ranks.low())),
                ranks.high() > calls
                        ? OptionalLong.empty()
                        : OptionalLong.of(LatencyBins.lowerEdgeMicros(binOfRank(ordered, ranks.high()) + 1)),
                calls);
    }

    private static int binOfRank(TreeMap<Integer, Long> ordered, long rank) {
        long before = 0;
        for (Map.Entry<Integer, Long> bin : ordered.entrySet()) {
            before += bin.getValue();
            if (before >= rank) {
                return bin.getKey();
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + before + " calls");
    }
}
