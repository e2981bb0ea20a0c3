// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Many runs of one simulation, on all cores. Each has random numbers of its own, so the figures depend on the
/// seed and on nothing else.
///
/// @param seed of the whole measurement
/// @param divisor by which numbers of runs are divided for a quick look
public record SimulationRuns(long seed, int divisor) {
    private static final int FEWEST = 20;
    private static final double NEARLY_ALWAYS = 0.997;

    /// Results in the order of the runs.
    ///
    /// @param full runs of a full measurement
    public <T> List<T> of(int full, Function<RandomDraws, T> run) {
        return LongStream.range(0, count(full))
                .parallel()
                .mapToObj(number -> run.apply(new RandomDraws(seed * 0x9E3779B97F4A7C15L + number)))
                .toList();
    }

    /// How many runs there are.
    ///
    /// @param full runs of a full measurement
    public int count(int full) {
        return Math.max(FEWEST, full / divisor);
    }

    /// Most alarms among the runs that so large a chance each lets happen in 997 of 1,000 measurements: the
    /// exact binomial quantile, 58 of 4,000 for 1 %.
    public static int allowed(int runs, double chance) {
        int count = 0;
        while (BinomialDistribution.atMost(count, runs, chance) < NEARLY_ALWAYS) {
            count++;
        }
        return count;
    }
}
