// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which intervals of a source that scrapes may be asked for: they follow each other without gap or
/// overlap.
///
/// @param interval time between two scrapes of the source, and the length of each interval; 1 s to 2
///     min
/// @param lag how far behind now an interval has to end, at least `interval`; more where the source's
///     clock is behind or its samples arrive late
public record ScrapeSchedule(Duration interval, Duration lag) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /* Prometheus forgets a series that it has not seen for 5 minutes, and so wants 2 minutes at most. */
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_AT_ONCE = 20;

    /// For a source that scrapes every 15 seconds.
    public static final ScrapeSchedule DEFAULT = every(Duration.ofSeconds(15));

    public ScrapeSchedule {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The interval of scrapes must be 1 s to 2 min, got " + interval
                    + ". Take the scrape_interval of the source.");
        }
        if (lag.compareTo(interval) < 0) {
            throw new IllegalArgumentException("The lag must be at least the interval of scrapes, " + interval
                    + ", got " + lag + ". The last scrape may still be on its way.");
        }
    }

    /// The interval (from, to].
    public record Interval(Instant from, Instant to) {}

    /// For a source that scrapes so often, with a lag of one interval.
    public static ScrapeSchedule every(Duration interval) {
        return new ScrapeSchedule(interval, interval);
    }

    /// The intervals that are due, oldest first, 20 at most; the next look goes on from the last one
    /// asked.
    ///
    /// The first interval after `exposureSet` is left out: its first sample tells also of what happened
    /// before.
    ///
    /// @param exposureSet when the present exposure was set
    /// @param lastEnd where the last interval asked ended, whatever its exposure; null when none was
    ///     asked
    public List<Interval> due(Instant exposureSet, @Nullable Instant lastEnd, Instant now) {
        Instant first = exposureSet.plus(interval);
        Instant start = lastEnd == null || lastEnd.isBefore(first) ? first : lastEnd;
        Instant latest = now.minus(lag);
        return Stream.iterate(start, from -> from.plus(interval))
                .limit(MOST_AT_ONCE)
                .map(from -> new Interval(from, from.plus(interval)))
                .takeWhile(next -> !next.to().isAfter(latest))
                .toList();
    }
}
