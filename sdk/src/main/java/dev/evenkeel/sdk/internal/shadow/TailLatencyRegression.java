// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// A significant increase of a tail latency in one sample over another.
///
/// @param level quantile at which it is significant
/// @param busyMicros lower bound of the quantile in the slower sample
/// @param quietMicros upper bound of the quantile in the other sample
record TailLatencyRegression(double level, long busyMicros, long quietMicros) {
    /*
     * The quantile of level q of n independent latencies lies between those of rank nq - z sqrt(nq(1-q)) and nq + z
     * sqrt(nq(1-q)) except with a probability of about 0.1% on either side (order statistics, z = 3). Latencies of
     * one moment are not independent, so this is a rule against noise and not a proof.
     */
    private static final double[] LEVELS = {0.99, 0.95, 0.9};
    private static final double DEVIATIONS = 3;
    private static final double TOLERATED = 1.25;

    /// Compares at the highest level, of 99, 95 and 90%, for which there are enough latencies: about 1,100,
    /// 220 or 110 in the quiet sample.
    ///
    /// @param busy latencies by bin of [LatencyBins]
    /// @param quiet latencies to compare with
    /// @return null unless the busy ones are slower by more than a quarter, beyond noise
    static @Nullable TailLatencyRegression detect(IntToLongFunction busy, IntToLongFunction quiet) {
        long busyCalls = total(busy);
        long quietCalls = total(quiet);
        for (double level : LEVELS) {
            long upper = rank(quietCalls, level, DEVIATIONS);
            long lower = rank(busyCalls, level, -DEVIATIONS);
            if (1 <= upper && upper <= quietCalls && 1 <= lower) {
                long most = LatencyBins.lowerEdgeMicros(binOf(quiet, upper) + 1);
                long least = LatencyBins.lowerEdgeMicros(binOf(busy, lower));
                return least > TOLERATED * most ? new TailLatencyRegression(level, least, most) : null;
            }
        }
        return null;
    }

    private static long rank(long calls, double level, double deviations) {
        return (long) Math.ceil(calls * level + deviations * Math.sqrt(calls * level * (1 - level)));
    }

    private static long total(IntToLongFunction calls) {
        long total = 0;
        for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
            total += calls.applyAsLong(bin);
        }
        return total;
    }

    private static int binOf(IntToLongFunction calls, long rank) {
        long seen = 0;
        int bin = -1;
        while (seen < rank) {
            bin++;
            seen += calls.applyAsLong(bin);
        }
        return bin;
    }
}
