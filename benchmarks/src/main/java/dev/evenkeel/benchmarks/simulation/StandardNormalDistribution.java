// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

/// The standard normal distribution.
public final class StandardNormalDistribution {
    private static final double WIDTH = 1e-4;
    private static final double FAR = 10;

    private StandardNormalDistribution() {}

    /// Returns the probability of a value above `z`, to about ten digits: the midpoint rule, 100,000 steps at
    /// 0.
    public static double upperTail(double z) {
        if (z < 0) {
            return 1 - upperTail(-z);
        }
        double sum = 0;
        for (double x = z + WIDTH / 2; x < FAR; x += WIDTH) {
            sum += Math.exp(-x * x / 2);
        }
        return sum * WIDTH / Math.sqrt(2 * Math.PI);
    }
}
