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

/// What is known about an indicator, minute by minute; of some hours perhaps only the sum. A minute that is in
/// neither was never heard of. Immutable.
public final class IndicatorTimeline {
    /// Nothing known.
    public static final IndicatorTimeline EMPTY = of(Map.of());

    private static final long SECONDS = 60;
    private static final long HOUR = 60;

    private final NavigableMap<Long, MinuteCount> minutes;
    private final NavigableMap<Long, Sum> hours;

    private IndicatorTimeline(NavigableMap<Long, MinuteCount> minutes, NavigableMap<Long, Sum> hours) {
        this.minutes = minutes;
        this.hours = hours;
    }

    /// @param minutes readings by the begin of their minute
    public static IndicatorTimeline of(Map<Instant, MinuteCount> minutes) {
        return of(minutes, Map.of());
    }

    /// What is known with hours of which only the sum is.
    ///
    /// @param minutes readings by the begin of their minute, the newest count and the newest
    ///     reading among them
    /// @param hours sums by the begin of their hour, on a whole one; none of an hour in which a minute is given
    /// @throws IllegalArgumentException when an hour hides a newer reading, or count, than any minute given
    public static IndicatorTimeline of(Map<Instant, MinuteCount> minutes, Map<Instant, Sum> hours) {
        NavigableMap<Long, MinuteCount> byNumber = new TreeMap<>();
        minutes.forEach((at, reading) -> byNumber.merge(number(at), reading, MinuteCount::merge));
        NavigableMap<Long, Sum> sums = new TreeMap<>();
        hours.forEach((at, sum) -> sums.put(number(at), sum));
        if (hides(sums, byNumber.keySet().stream(), sum -> true)
                || hides(sums, countedIn(byNumber), sum -> sum.coverage.counted() > 0)) {
            throw new IllegalArgumentException(
                    "The newest reading and the newest count must be given as minutes, not within an hour");
        }
        return new IndicatorTimeline(byNumber, sums);
    }

    private static Stream<Long> countedIn(SortedMap<Long, MinuteCount> minutes) {
        return minutes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof MinuteCount.Counted)
                .map(Map.Entry::getKey);
    }

    /* Whether an hour of that kind is newer than each of those minutes. */
    private static boolean hides(NavigableMap<Long, Sum> hours, Stream<Long> minutes, Predicate<Sum> which) {
        long newest = minutes.max(Comparator.naturalOrder()).orElse(Long.MIN_VALUE);
        return hours.entrySet().stream().anyMatch(hour -> hour.getKey() > newest && which.test(hour.getValue()));
    }

    /// The sum over the minutes that begin in [from, to), both cut to the minute. Costs one step a minute, or
    /// hour of which the sum is known.
    ///
    /// @throws IllegalArgumentException when it would need a part of such an hour
    public Sum sum(Instant from, Instant to) {
        long first = number(from);
        long end = Math.max(first, number(to));
        Sum sum = new Sum(EventCounts.NONE, new DataCoverage(end - first, 0, 0, 0, 0));
        for (MinuteCount reading : minutes.subMap(first, end).values()) {
            sum = sum.plus(reading);
        }
        Long before = hours.lowerKey(first);
        Long last = hours.lowerKey(end);
        if ((before != null && before + HOUR > first) || (last != null && last + HOUR > end)) {
            throw new IllegalArgumentException("Only whole hours are known around " + from + " or " + to);
        }
        for (Sum hour : hours.subMap(first, end).values()) {
            sum = sum.plus(hour);
        }
        return sum;
    }

    /// The begin of the first minute in [from, to) that was counted, or of the first hour of which only the sum
    /// is known.
    public Optional<Instant> firstData(Instant from, Instant to) {
        long first = number(from);
        long end = Math.max(first, number(to));
        Stream<Long> counted = countedIn(minutes.subMap(first, end)).limit(1);
        Stream<Long> summed = hours.subMap(first, end).entrySet().stream()
                .filter(hour -> hour.getValue().coverage().counted() > 0)
                .map(Map.Entry::getKey)
                .limit(1);
        return Stream.concat(counted, summed)
                .min(Comparator.naturalOrder())
                .map(minute -> Instant.ofEpochSecond(minute * SECONDS));
    }

    /// The end of the last minute before `now` that was counted.
    public Optional<Instant> lastData(Instant now) {
        return minutes.headMap(number(now), false).descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof MinuteCount.Counted)
                .map(entry -> Instant.ofEpochSecond((entry.getKey() + 1) * SECONDS))
                .findFirst();
    }

    /// What was heard of the last minute before `now` of which anything was.
    public Optional<MinuteCount> last(Instant now) {
        return Optional.ofNullable(minutes.lowerEntry(number(now))).map(Map.Entry::getValue);
    }

    private static long number(Instant at) {
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

    /// Counts of a stretch, and how much of it they cover.
    public record Sum(EventCounts counts, DataCoverage coverage) {
        private Sum plus(MinuteCount reading) {
            EventCounts more = reading instanceof MinuteCount.Counted counted ? counted.counts() : EventCounts.NONE;
            return new Sum(counts.plus(more), coverage.plus(DataCoverage.of(reading)));
        }

        /* What was asked for is known already. */
        private Sum plus(Sum hour) {
            DataCoverage known = hour.coverage;
            return new Sum(
                    counts.plus(hour.counts),
                    coverage.plus(
                            new DataCoverage(0, known.counted(), known.empty(), known.notNumbers(), known.failed())));
        }
    }
}
