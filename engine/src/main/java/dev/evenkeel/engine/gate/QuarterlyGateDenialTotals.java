// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.engine.calendar.Quarter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A summary of denials in a quarter. Denials of one change that overlap, or are at most a minute apart,
/// count as one, regardless of the gates.
///
/// @param started denials that began in the quarter, so each counts in one quarter only
/// @param carriedOver denials that began earlier and still blocked in the quarter
/// @param delayed total time in the quarter for which changes were blocked, summed over changes; open denials
///     count until now
public record QuarterlyGateDenialTotals(int started, int carriedOver, Duration delayed) {
    private static final Duration SAME_WITHIN = Duration.ofMinutes(1);

    /* A period without a gap. */
    private record Stretch(Instant from, Instant to) {
        static Stretch of(GateDenialPeriod denial, Instant now) {
            Instant end = denial.end();
            return new Stretch(denial.since(), end == null ? later(now, denial.since()) : end);
        }

        boolean isContinuedBy(Stretch next) {
            return !next.from.isAfter(to.plus(SAME_WITHIN));
        }

        Stretch extendTo(Stretch next) {
            return new Stretch(from, later(to, next.to));
        }

        Duration durationWithin(Quarter quarter) {
            Instant begin = later(from, quarter.start());
            Instant end = to.isBefore(quarter.end()) ? to : quarter.end();
            return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
        }

        boolean beginsIn(Quarter quarter) {
            return !from.isBefore(quarter.start()) && from.isBefore(quarter.end());
        }

        boolean reachesInto(Quarter quarter) {
            return from.isBefore(quarter.start()) && to.isAfter(quarter.start());
        }
    }

    /// Summarizes denials.
    ///
    /// @param denials denials of one or several gates, in any order; those of other quarters are ignored
    /// @param now end of open denials
    public static QuarterlyGateDenialTotals of(List<GateDenialPeriod> denials, Quarter quarter, Instant now) {
        List<Stretch> stretches =
                denials.stream().collect(Collectors.groupingBy(GateDenialPeriod::change)).values().stream()
                        .flatMap(ofChange -> join(ofChange, now).stream())
                        .toList();
        return new QuarterlyGateDenialTotals(
                (int) stretches.stream().filter(one -> one.beginsIn(quarter)).count(),
                (int) stretches.stream().filter(one -> one.reachesInto(quarter)).count(),
                stretches.stream().map(one -> one.durationWithin(quarter)).reduce(Duration.ZERO, Duration::plus));
    }

    private static List<Stretch> join(List<GateDenialPeriod> ofChange, Instant now) {
        List<Stretch> joined = new ArrayList<>();
        ofChange.stream()
                .map(denial -> Stretch.of(denial, now))
                .sorted(Comparator.comparing(Stretch::from))
                .forEach(next -> {
                    if (!joined.isEmpty() && joined.getLast().isContinuedBy(next)) {
                        joined.set(joined.size() - 1, joined.getLast().extendTo(next));
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
