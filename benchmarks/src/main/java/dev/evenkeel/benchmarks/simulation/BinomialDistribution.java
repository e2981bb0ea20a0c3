// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

/// The binomial distribution: the number of successes in independent trials.
final class BinomialDistribution {
    private BinomialDistribution() {}

    /// Returns the probability of at most the given number of successes: the sum of its terms, computed by
    /// logarithms.
    ///
    /// @param times zero or more, below `of`
    /// @param chance probability of each trial, above 0 and below 1
    static double cumulativeProbability(long times, int of, double chance) {
        double odds = Math.log(chance) - Math.log1p(-chance);
        double term = of * Math.log1p(-chance);
        double sum = Math.exp(term);
        for (long count = 0; count < times; count++) {
            term += Math.log((of - count) / (count + 1.0)) + odds;
            sum += Math.exp(term);
        }
        return Math.min(1, sum);
    }
}
