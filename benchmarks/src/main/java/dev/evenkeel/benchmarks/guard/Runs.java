// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Many runs of one simulation, on all cores. Each has random numbers of its own, so the figures depend on the seed and
/// on nothing else.
///
/// @param seed of the whole measurement
/// @param divisor by which numbers of runs are divided for a quick look
record Runs(long seed, int divisor) {
    /// Results in the order of the runs.
    ///
    /// @param full runs of a full measurement
    <T> List<T> of(int full, Function<Draws, T> run) {
        return LongStream.range(0, count(full))
                .parallel()
                .mapToObj(number -> run.apply(new Draws(seed * 0x9E3779B97F4A7C15L + number)))
                .toList();
    }

    int count(int full) {
        return Math.max(20, full / divisor);
    }

    /// Most alarms among the runs that a chance of 1 % each lets happen in 997 of 1,000 measurements: the exact
    /// binomial quantile, 58 of 4,000.
    static int allowed(int runs) {
        double chance = Math.exp(runs * Math.log1p(-0.01));
        double sum = chance;
        int count = 0;
        while (sum < 0.997) {
            chance *= (runs - count) / (count + 1.0) * 0.01 / 0.99;
            sum += chance;
            count++;
        }
        return count;
    }
}
