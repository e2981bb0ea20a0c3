// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A quantile of lengths of time of which some are only known to be longer than all that were seen, and an
/// interval that holds whatever the shape of the distribution.
///
/// The interval's ends are order statistics: the number of values below the quantile is binomial. With few
/// values an end does not exist, and is null instead of a guess.
///
/// @param quantile above 0 and below 1
/// @param level chance that the interval covers the true quantile, at least
/// @param estimate the value of rank ceil(quantile * n); null when there is none, or it is one that was not
///     seen
/// @param low lower end; null when so few values give none, or it is one that was not seen
/// @param high upper end; null when so few values give none, or it is one that was not seen
/// @param least how many values an interval with both ends needs
public record DurationQuantile(
        double quantile,
        double level,
        @Nullable Duration estimate,
        @Nullable Duration low,
        @Nullable Duration high,
        int least) {
    /// The quantile of some lengths.
    ///
    /// @param seen lengths, in any order
    /// @param unseen how many more there are, each longer than all that were seen
    public static DurationQuantile of(List<Duration> seen, int unseen, double quantile, double level) {
        if (!(quantile > 0 && quantile < 1 && level > 0 && level < 1) || unseen < 0) {
            throw new IllegalArgumentException("quantile and level must be between 0 and 1 and unseen 0 or more, got "
                    + quantile + ", " + level + " and " + unseen);
        }
        List<Duration> sorted = seen.stream().sorted(Comparator.naturalOrder()).toList();
        int all = sorted.size() + unseen;
        int least = least(quantile, level);
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
    private static int least(double quantile, double level) {
        double tail = (1 - level) / 2;
        return (int) Math.ceil(Math.log(tail) / Math.log(Math.max(quantile, 1 - quantile)));
    }
}
