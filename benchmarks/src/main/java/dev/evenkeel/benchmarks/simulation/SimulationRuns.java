// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Parallel runs of one simulation on all cores. Each run has its own random numbers, so the results depend
/// only on the seed.
///
/// @param seed seed of the whole measurement
/// @param divisor divides the numbers of runs for a quick look
public record SimulationRuns(long seed, int divisor) {
    private static final int FEWEST = 20;
    private static final double NEARLY_ALWAYS = 0.997;

    /// Returns the results in the order of the runs.
    ///
    /// @param full number of runs of a full measurement
    public <T> List<T> run(int full, Function<RandomDraws, T> run) {
        return LongStream.range(0, count(full))
                .parallel()
                .mapToObj(number -> run.apply(new RandomDraws(seed * 0x9E3779B97F4A7C15L + number)))
                .toList();
    }

    /// Returns the number of runs.
    ///
    /// @param full number of runs of a full measurement
    public int count(int full) {
        return Math.max(FEWEST, full / divisor);
    }

    /// Returns the largest number of alarms compatible with the given probability per run in 997 of 1,000
    /// measurements: the exact binomial quantile, 58 of 4,000 for 1%.
    public static int maxAllowedAlarms(int runs, double chance) {
        int count = 0;
        while (BinomialDistribution.cumulativeProbability(count, runs, chance) < NEARLY_ALWAYS) {
            count++;
        }
        return count;
    }
}
