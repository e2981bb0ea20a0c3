// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.util.List;
import java.util.stream.IntStream;

/// The overdispersion of counts relative to a Poisson distribution: Pearson's chi-square divided by its
/// degrees of freedom (Wedderburn 1974; McCullagh and Nelder 1989, chapter 6), before and after each around
/// its own rate, so that the change itself is excluded.
///
/// Failures occur in bursts, and consecutive weeks are correlated; the latter shows only in sums of weeks. It
/// is therefore also computed on blocks of four weeks, and the larger value is used: a block sums the common
/// part of neighbouring weeks (non-overlapping batch means, Law and Carson 1979).
///
/// @param weekly of single weeks, 0 or more
/// @param blocks of blocks of four weeks, 0 or more; excludes the oldest weeks that fill no block
public record Overdispersion(double weekly, double blocks) {
    private static final int BLOCK = 4;

    static Overdispersion of(List<FailureCount> before, List<FailureCount> after) {
        return new Overdispersion(pool(before, after, 1), pool(before, after, BLOCK));
    }

    /// Returns the factor on variances, 1 or more: underdispersion is attributed to chance.
    public double factor() {
        return Math.max(1, Math.max(weekly, blocks));
    }

    private static double pool(List<FailureCount> before, List<FailureCount> after, int length) {
        int freedom = before.size() / length + after.size() / length - 2;
        return (chiSquare(before, length) + chiSquare(after, length)) / freedom;
    }

    private static double chiSquare(List<FailureCount> weeks, int length) {
        List<FailureCount> blocks = blocks(weeks, length);
        double rate = sum(blocks).rate();
        return rate == 0
                ? 0
                : blocks.stream()
                        .mapToDouble(block -> {
                            double expected = rate * block.calls();
                            return Math.pow(block.failures() - expected, 2) / expected;
                        })
                        .sum();
    }

    private static List<FailureCount> blocks(List<FailureCount> weeks, int length) {
        int oldest = weeks.size() % length;
        return IntStream.range(0, weeks.size() / length)
                .mapToObj(block -> sum(weeks.subList(oldest + block * length, oldest + (block + 1) * length)))
                .toList();
    }

    /// Returns the sum of one week or more.
    static FailureCount sum(List<FailureCount> weeks) {
        return new FailureCount(
                weeks.stream().mapToLong(FailureCount::failures).sum(),
                weeks.stream().mapToLong(FailureCount::calls).sum());
    }
}
