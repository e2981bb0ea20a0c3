// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

/// The ranks of the order statistics that enclose a quantile: the number of values below it is binomial,
/// whatever the distribution.
///
/// @param low rank, 1-based; 0 when there is none
/// @param high rank, 1-based; one more than the number of values when there is none
record QuantileRanks(long low, long high) {
    private static final double NEGLIGIBLE = 1e-20;

    /// Returns the tightest ranks whose probability to miss is at most `tail` on each side. O(sqrt n).
    ///
    /// The values are X_1 <= ... <= X_n and B, the number of values below the quantile, is binomial(n, q):
    /// X_low > quantile means B < low, X_high < quantile means B >= high.
    static QuantileRanks around(long n, double q, double tail) {
        long mode = Math.min(n, (long) ((n + 1) * q));
        double total = 1 + mass(n, q, mode, 1) + mass(n, q, mode, -1);
        return new QuantileRanks(low(n, q, mode, tail * total), high(n, q, mode, tail * total));
    }

    /* Computed in units of the probability of the mode, which avoids factorials. */
    private static double mass(long n, double q, long mode, int direction) {
        double sum = 0;
        double p = 1;
        for (long k = mode; p > NEGLIGIBLE && k + direction >= 0 && k + direction <= n; k += direction) {
            p *= ratio(n, q, k, direction);
            sum += p;
        }
        return sum;
    }

    /*
     * The largest low with P(B <= low - 1) <= tail: starts with the total below the mode, and subtracts from above.
     */
    private static long low(long n, double q, long mode, double tail) {
        double below = 1 + mass(n, q, mode, -1);
        double p = 1;
        long k = mode;
        while (k >= 0 && below > tail) {
            below -= p;
            p *= k == 0 ? 0 : ratio(n, q, k, -1);
            k--;
        }
        return k + 1;
    }

    /* The smallest high with P(B >= high) <= tail. */
    private static long high(long n, double q, long mode, double tail) {
        double above = 1 + mass(n, q, mode, 1);
        double p = 1;
        long k = mode;
        while (k <= n && above > tail) {
            above -= p;
            p *= k == n ? 0 : ratio(n, q, k, 1);
            k++;
        }
        return k;
    }

    /* P(B = k + direction) / P(B = k). */
    private static double ratio(long n, double q, long k, int direction) {
        double odds = q / (1 - q);
        return direction > 0 ? (n - k) / (k + 1.0) * odds : k / (n - k + 1.0) / odds;
    }
}
