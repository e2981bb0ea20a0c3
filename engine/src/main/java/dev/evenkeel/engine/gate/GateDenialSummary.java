// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.engine.calendar.Quarter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What denials come to in a quarter. Times of one change that overlap, or of which one begins within
/// a minute of the end of the other, are one denial, whichever gates it was.
///
/// @param begun denials that began in the quarter, so that each counts in one quarter only
/// @param carried denials that began before it and still stood in it
/// @param delayed how long changes stood still in the quarter, summed over changes; what stands is
///     counted until now
public record GateDenialSummary(int begun, int carried, Duration delayed) {
    private static final Duration SAME_WITHIN = Duration.ofMinutes(1);

    /* A time without a gap. */
    private record Stretch(Instant from, Instant to) {
        static Stretch of(GateDenial denial, Instant now) {
            Instant end = denial.end();
            return new Stretch(denial.since(), end == null ? later(now, denial.since()) : end);
        }

        boolean isContinuedBy(Stretch next) {
            return !next.from.isAfter(to.plus(SAME_WITHIN));
        }

        Stretch until(Stretch next) {
            return new Stretch(from, later(to, next.to));
        }

        Duration within(Quarter quarter) {
            Instant begin = later(from, quarter.from());
            Instant end = to.isBefore(quarter.to()) ? to : quarter.to();
            return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
        }

        boolean beginsIn(Quarter quarter) {
            return !from.isBefore(quarter.from()) && from.isBefore(quarter.to());
        }

        boolean reachesInto(Quarter quarter) {
            return from.isBefore(quarter.from()) && to.isAfter(quarter.from());
        }
    }

    /// Adds up.
    ///
    /// @param denials of one gate or of several, in any order; others than the quarter's do no harm
    /// @param now until when those that stand have stood
    public static GateDenialSummary of(List<GateDenial> denials, Quarter quarter, Instant now) {
        List<Stretch> stretches = denials.stream().collect(Collectors.groupingBy(GateDenial::change)).values().stream()
                .flatMap(ofChange -> joined(ofChange, now).stream())
                .toList();
        return new GateDenialSummary(
                (int) stretches.stream().filter(one -> one.beginsIn(quarter)).count(),
                (int) stretches.stream().filter(one -> one.reachesInto(quarter)).count(),
                stretches.stream().map(one -> one.within(quarter)).reduce(Duration.ZERO, Duration::plus));
    }

    private static List<Stretch> joined(List<GateDenial> ofChange, Instant now) {
        List<Stretch> joined = new ArrayList<>();
        ofChange.stream()
                .map(denial -> Stretch.of(denial, now))
                .sorted(Comparator.comparing(Stretch::from))
                .forEach(next -> {
                    if (!joined.isEmpty() && joined.getLast().isContinuedBy(next)) {
                        joined.set(joined.size() - 1, joined.getLast().until(next));
                    } else {
                        joined.add(next);
                    }
                });
        return joined;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
