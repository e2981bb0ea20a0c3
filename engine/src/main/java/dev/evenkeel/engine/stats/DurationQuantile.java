// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A quantile of durations with a distribution-free interval; some durations may be censored, known only to
/// exceed all observed ones.
///
/// The interval's ends are order statistics: the number of values below the quantile is binomial. With too
/// few values an end does not exist and is null.
///
/// @param quantile above 0 and below 1
/// @param level minimum coverage of the true quantile
/// @param estimate value of rank ceil(quantile * n); null when there is none, or it is censored
/// @param low lower end; null when there are too few values, or it is censored
/// @param high upper end; null when there are too few values, or it is censored
/// @param minCount number of values that an interval with both ends needs
public record DurationQuantile(
        double quantile,
        double level,
        @Nullable Duration estimate,
        @Nullable Duration low,
        @Nullable Duration high,
        int minCount) {
    /// Computes the quantile.
    ///
    /// @param seen observed durations, in any order
    /// @param unseen number of censored durations, each longer than all observed ones
    public static DurationQuantile of(List<Duration> seen, int unseen, double quantile, double level) {
        if (!(quantile > 0 && quantile < 1 && level > 0 && level < 1) || unseen < 0) {
            throw new IllegalArgumentException("quantile and level must be between 0 and 1 and unseen 0 or more, got "
                    + quantile + ", " + level + " and " + unseen);
        }
        List<Duration> sorted = seen.stream().sorted(Comparator.naturalOrder()).toList();
        int all = sorted.size() + unseen;
        int least = minCount(quantile, level);
        if (all == 0) {
            return new DurationQuantile(quantile, level, null, null, null, least);
        }
        QuantileRanks ranks = QuantileRanks.around(all, quantile, (1 - level) / 2);
        return new DurationQuantile(
                quantile,
                level,
                ofRank(sorted, Math.max(1, (long) Math.ceil(quantile * all))),
                ofRank(sorted, ranks.low()),
                ofRank(sorted, ranks.high()),
                least);
    }

    private static @Nullable Duration ofRank(List<Duration> sorted, long rank) {
        return rank < 1 || rank > sorted.size() ? null : sorted.get((int) rank - 1);
    }

    /* P(all values on one side) <= tail, for both sides. */
    private static int minCount(double quantile, double level) {
        double tail = (1 - level) / 2;
        return (int) Math.ceil(Math.log(tail) / Math.log(Math.max(quantile, 1 - quantile)));
    }
}
