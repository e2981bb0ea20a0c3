// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The counts of an indicator by minute, and by hour for hours stored as a sum only. A minute in neither has
/// no result. Immutable.
public final class IndicatorTimeline {
    /// A timeline without data.
    public static final IndicatorTimeline EMPTY = of(Map.of());

    private static final long SECONDS = 60;
    private static final long HOUR = 60;

    private final NavigableMap<Long, MinuteCount> minutes;
    private final NavigableMap<Long, Sum> hours;

    private IndicatorTimeline(NavigableMap<Long, MinuteCount> minutes, NavigableMap<Long, Sum> hours) {
        this.minutes = minutes;
        this.hours = hours;
    }

    /// @param minutes counts by the start of their minute
    public static IndicatorTimeline of(Map<Instant, MinuteCount> minutes) {
        return of(minutes, Map.of());
    }

    /// Creates a timeline of minutes and of hours stored as sums.
    ///
    /// @param minutes counts by the start of their minute, including the newest result and the newest count
    /// @param hours sums by the start of their hour, on whole hours; none for an hour that has a minute
    /// @throws IllegalArgumentException when an hour contains a newer result, or count, than any given minute
    public static IndicatorTimeline of(Map<Instant, MinuteCount> minutes, Map<Instant, Sum> hours) {
        NavigableMap<Long, MinuteCount> byNumber = new TreeMap<>();
        minutes.forEach((at, minuteCount) -> byNumber.merge(minuteNumber(at), minuteCount, MinuteCount::merge));
        NavigableMap<Long, Sum> sums = new TreeMap<>();
        hours.forEach((at, sum) -> sums.put(minuteNumber(at), sum));
        if (hides(sums, byNumber.keySet().stream(), sum -> true)
                || hides(sums, countedIn(byNumber), sum -> sum.coverage.counted() > 0)) {
            throw new IllegalArgumentException("The newest reading and count must be minutes, not an hour");
        }
        return new IndicatorTimeline(byNumber, sums);
    }

    private static Stream<Long> countedIn(SortedMap<Long, MinuteCount> minutes) {
        return minutes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof MinuteCount.Counted)
                .map(Map.Entry::getKey);
    }

    /* Whether a matching hour is newer than each of those minutes. */
    private static boolean hides(NavigableMap<Long, Sum> hours, Stream<Long> minutes, Predicate<Sum> which) {
        long newest = minutes.max(Comparator.naturalOrder()).orElse(Long.MIN_VALUE);
        return hours.entrySet().stream().anyMatch(hour -> hour.getKey() > newest && which.test(hour.getValue()));
    }

    /// Returns the sum over the minutes that start in [from, to), both truncated to the minute. Costs one
    /// step per minute, or per hour stored as a sum.
    ///
    /// @throws IllegalArgumentException when a boundary is inside such an hour
    public Sum sum(Instant from, Instant to) {
        long first = minuteNumber(from);
        long end = Math.max(first, minuteNumber(to));
        Sum sum = new Sum(EventCounts.NONE, new DataCoverage(end - first, 0, 0, 0, 0));
        for (MinuteCount minuteCount : minutes.subMap(first, end).values()) {
            sum = sum.plus(minuteCount);
        }
        Long before = hours.lowerKey(first);
        Long last = hours.lowerKey(end);
        if ((before != null && before + HOUR > first) || (last != null && last + HOUR > end)) {
            throw new IllegalArgumentException("Only hourly data exists around " + from + " or " + to);
        }
        for (Sum hour : hours.subMap(first, end).values()) {
            sum = sum.plus(hour);
        }
        return sum;
    }

    /// Returns the start of the first minute in [from, to) with a count, or of the first hour stored as a
    /// sum.
    public Optional<Instant> findFirstData(Instant from, Instant to) {
        long first = minuteNumber(from);
        long end = Math.max(first, minuteNumber(to));
        Stream<Long> counted = countedIn(minutes.subMap(first, end)).limit(1);
        Stream<Long> summed = hours.subMap(first, end).entrySet().stream()
                .filter(hour -> hour.getValue().coverage().counted() > 0)
                .map(Map.Entry::getKey)
                .limit(1);
        return Stream.concat(counted, summed)
                .min(Comparator.naturalOrder())
                .map(minute -> Instant.ofEpochSecond(minute * SECONDS));
    }

    /// Returns the end of the last minute before `now` with a count.
    public Optional<Instant> findLastData(Instant now) {
        return minutes.headMap(minuteNumber(now), false).descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof MinuteCount.Counted)
                .map(entry -> Instant.ofEpochSecond((entry.getKey() + 1) * SECONDS))
                .findFirst();
    }

    /// Returns the last result before `now`.
    public Optional<MinuteCount> findLast(Instant now) {
        return Optional.ofNullable(minutes.lowerEntry(minuteNumber(now))).map(Map.Entry::getValue);
    }

    private static long minuteNumber(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndicatorTimeline that && minutes.equals(that.minutes) && hours.equals(that.hours);
    }

    @Override
    public int hashCode() {
        return Objects.hash(minutes, hours);
    }

    @Override
    public String toString() {
        return "Timeline" + minutes + hours;
    }

    /// The counts of a period, and its coverage.
    public record Sum(EventCounts counts, DataCoverage coverage) {
        private Sum plus(MinuteCount minuteCount) {
            EventCounts more = minuteCount instanceof MinuteCount.Counted counted ? counted.counts() : EventCounts.NONE;
            return new Sum(counts.plus(more), coverage.plus(DataCoverage.of(minuteCount)));
        }

        /* The length of the period is already set. */
        private Sum plus(Sum hour) {
            DataCoverage known = hour.coverage;
            return new Sum(
                    counts.plus(hour.counts),
                    coverage.plus(
                            new DataCoverage(0, known.counted(), known.empty(), known.notNumbers(), known.failed())));
        }
    }
}
