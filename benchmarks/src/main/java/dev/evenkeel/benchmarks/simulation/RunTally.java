// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import java.util.List;
import java.util.function.Predicate;

/// The number of runs in which an event happened.
///
/// @param times zero or more, at most `of`
/// @param of number of runs, 1 or more
public record RunTally(long times, int of) {
    private static final double DOUBT = 0.025;
    private static final int HALVINGS = 50;

    /// Counts the runs that match.
    public static <T> RunTally of(List<T> runs, Predicate<T> happened) {
        return new RunTally(runs.stream().filter(happened).count(), runs.size());
    }

    /// Returns the share of the runs.
    public double share() {
        return times / (double) of;
    }

    /// Returns the highest probability compatible with these counts: the upper end of the exact 95% interval
    /// (Clopper, Pearson 1934).
    public double upperBound() {
        if (times == of) {
            return 1;
        }
        double possible = share();
        double refuted = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (possible + refuted) / 2;
            if (BinomialDistribution.cumulativeProbability(times, of, middle) > DOUBT) {
                possible = middle;
            } else {
                refuted = middle;
            }
        }
        return refuted;
    }

    /// Whether the counts prove that the probability is at most `chance`.
    public boolean provesAtMost(double chance) {
        return upperBound() <= chance;
    }

    /// @return `3.1%`
    public String toText() {
        return BenchmarkNumberFormatter.formatNumber(100 * share(), "%.1f") + "%";
    }

    /// @return `3.1% (at most 4.0%)`
    public String toTextWithBound() {
        return toText() + " (at most " + BenchmarkNumberFormatter.formatNumber(100 * upperBound(), "%.1f") + "%)";
    }
}
