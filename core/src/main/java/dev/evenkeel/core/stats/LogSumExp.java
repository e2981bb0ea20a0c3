// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Sums of numbers given by their logarithms, scaled by the largest so that nothing overflows.
public final class LogSumExp {
    private LogSumExp() {}

    /// Returns log(e^a + e^b); negative infinity represents zero.
    public static double compute(double a, double b) {
        double high = Math.max(a, b);
        double low = Math.min(a, b);
        return low == Double.NEGATIVE_INFINITY ? high : high + StrictMath.log1p(StrictMath.exp(low - high));
    }

    /// Returns the log of the sum of e^x over all x; negative infinity for an empty array.
    public static double compute(double[] logs) {
        double high = Double.NEGATIVE_INFINITY;
        for (double x : logs) {
            high = Math.max(high, x);
        }
        if (high == Double.NEGATIVE_INFINITY) {
            return high;
        }
        double sum = 0;
        for (double x : logs) {
            sum += StrictMath.exp(x - high);
        }
        return high + StrictMath.log(sum);
    }
}
