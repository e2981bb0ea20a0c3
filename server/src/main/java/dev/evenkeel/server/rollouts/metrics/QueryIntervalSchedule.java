// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The schedule of intervals to query from a scraped source. Intervals have no gaps and do not overlap.
///
/// @param interval scrape interval of the source, and length of each interval; 1 s to 2 min
/// @param lag minimum age of the end of an interval, at least `interval`; more when the source's clock is
///     behind or its samples arrive late
public record QueryIntervalSchedule(Duration interval, Duration lag) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /* Prometheus considers a series stale after 5 minutes and therefore recommends at most 2 minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_AT_ONCE = 20;

    /// The schedule for a source that is scraped every 15 seconds.
    public static final QueryIntervalSchedule DEFAULT = every(Duration.ofSeconds(15));

    public QueryIntervalSchedule {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The scrape interval must be 1 s to 2 min, got " + interval
                    + ". Use the scrape_interval of the source.");
        }
        if (lag.compareTo(interval) < 0) {
            throw new IllegalArgumentException("The lag must be at least the scrape interval, " + interval + ", got "
                    + lag + ". The last scrape may still be in progress.");
        }
    }

    /// The interval (from, to].
    public record QueryInterval(Instant from, Instant to) {}

    /// Creates a schedule with a lag of one interval.
    public static QueryIntervalSchedule every(Duration interval) {
        return new QueryIntervalSchedule(interval, interval);
    }

    /// Returns the intervals that are due, oldest first, at most 20. Pass the end of the last one to the next
    /// call.
    ///
    /// Omits the first interval after `exposureSet`, because its first sample includes events from before.
    ///
    /// @param exposureSet when the current exposure was set
    /// @param lastEnd end of the last queried interval, at any exposure; null when there is none
    public List<QueryInterval> listDueIntervals(Instant exposureSet, @Nullable Instant lastEnd, Instant now) {
        Instant first = exposureSet.plus(interval);
        Instant start = lastEnd == null || lastEnd.isBefore(first) ? first : lastEnd;
        Instant latest = now.minus(lag);
        return Stream.iterate(start, from -> from.plus(interval))
                .limit(MOST_AT_ONCE)
                .map(from -> new QueryInterval(from, from.plus(interval)))
                .takeWhile(next -> !next.to().isAfter(latest))
                .toList();
    }
}
