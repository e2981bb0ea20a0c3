// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What is known about an indicator, minute by minute. A minute that is not in it was never heard of. Immutable;
/// merging is associative and commutative.
public final class Timeline {
    /// Nothing known.
    public static final Timeline EMPTY = new Timeline(new TreeMap<>());

    private static final long SECONDS = 60;

    private final NavigableMap<Long, Reading> minutes;

    private Timeline(NavigableMap<Long, Reading> minutes) {
        this.minutes = minutes;
    }

    /// @param minutes readings by the begin of their minute
    public static Timeline of(Map<Instant, Reading> minutes) {
        NavigableMap<Long, Reading> byNumber = new TreeMap<>();
        minutes.forEach((at, reading) -> byNumber.merge(number(at), reading, Reading::merge));
        return new Timeline(byNumber);
    }

    /// All that both know.
    public Timeline merge(Timeline other) {
        NavigableMap<Long, Reading> all = new TreeMap<>(minutes);
        other.minutes.forEach((minute, reading) -> all.merge(minute, reading, Reading::merge));
        return new Timeline(all);
    }

    /// The sum over the minutes that begin in [from, to), both cut to the minute. Costs one step a minute.
    Sum sum(Instant from, Instant to) {
        Counts counts = Counts.NONE;
        Coverage coverage = new Coverage(Math.max(0, number(to) - number(from)), 0, 0, 0, 0);
        for (Reading reading : between(from, to)) {
            coverage = coverage.plus(Coverage.of(reading));
            if (reading instanceof Reading.Counted counted) {
                counts = counts.plus(counted.counts());
            }
        }
        return new Sum(counts, coverage);
    }

    private Collection<Reading> between(Instant from, Instant to) {
        return from.isBefore(to) ? minutes.subMap(number(from), number(to)).values() : List.of();
    }

    /// The end of the last minute before `now` that was counted.
    public Optional<Instant> lastData(Instant now) {
        return minutes.headMap(number(now), false).descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Reading.Counted)
                .map(entry -> Instant.ofEpochSecond((entry.getKey() + 1) * SECONDS))
                .findFirst();
    }

    /// What was heard of the last minute before `now` of which anything was.
    public Optional<Reading> last(Instant now) {
        return Optional.ofNullable(minutes.lowerEntry(number(now))).map(Map.Entry::getValue);
    }

    private static long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeline that && minutes.equals(that.minutes);
    }

    @Override
    public int hashCode() {
        return minutes.hashCode();
    }

    @Override
    public String toString() {
        return "Timeline" + minutes;
    }

    /// Counts of a stretch, and how much of it they cover.
    record Sum(Counts counts, Coverage coverage) {}
}
