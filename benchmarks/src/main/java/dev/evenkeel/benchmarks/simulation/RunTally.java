// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import java.util.List;
import java.util.function.Predicate;

/// How many runs something happened in.
///
/// @param times zero or more, at most `of`
/// @param of all runs, 1 or more
public record RunTally(long times, int of) {
    private static final double DOUBT = 0.025;
    private static final int HALVINGS = 50;

    /// Counts.
    public static <T> RunTally of(List<T> runs, Predicate<T> happened) {
        return new RunTally(runs.stream().filter(happened).count(), runs.size());
    }

    /// The share of the runs.
    public double share() {
        return times / (double) of;
    }

    /// The largest chance that these counts leave possible: the upper end of the exact 95 % interval (Clopper,
    /// Pearson 1934).
    public double most() {
        if (times == of) {
            return 1;
        }
        double possible = share();
        double refuted = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (possible + refuted) / 2;
            if (BinomialDistribution.atMost(times, of, middle) > DOUBT) {
                possible = middle;
            } else {
                refuted = middle;
            }
        }
        return refuted;
    }

    /// Whether the counts show that the chance is at most `chance`.
    public boolean shows(double chance) {
        return most() <= chance;
    }

    /// @return `3.1 %`
    public String text() {
        return BenchmarkNumberFormatter.number(100 * share(), "%.1f") + " %";
    }

    /// @return `3.1 % (at most 4.0 %)`
    public String textWithMost() {
        return text() + " (at most " + BenchmarkNumberFormatter.number(100 * most(), "%.1f") + " %)";
    }
}
