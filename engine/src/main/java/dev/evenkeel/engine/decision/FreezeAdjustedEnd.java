// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.Comparator;
import java.util.List;

/// On which day the rollout of a course ends, when it rests on frozen days: what would begin or go on on one
/// of them does so on the first day after them. Work before the change goes on in a freeze.
final class FreezeAdjustedEnd {
    private static final double DAYS = 7;
    private static final double MOST_WEEKS = 52_180;

    private final long start;
    private final long rolloutDays;
    private final List<Rest> rests;

    /// Days on which changes rest, since 1970.
    private record Rest(long from, long to) {}

    FreezeAdjustedEnd(Course course, List<Season> seasons) {
        start = course.start().toEpochDay();
        rolloutDays = days(course.rolloutWeeks());
        rests = seasons.stream()
                .filter(Season::frozen)
                .map(season -> new Rest(season.from().toEpochDay(), season.to().toEpochDay()))
                .sorted(Comparator.comparingLong(Rest::from))
                .toList();
    }

    /// Whole days of some weeks, a thousand years at most: a drawn number of weeks may be any.
    static long days(double weeks) {
        return Math.round(Math.clamp(weeks, -MOST_WEEKS, MOST_WEEKS) * DAYS);
    }

    /// The day, since 1970.
    ///
    /// @param workWeeks before the rollout begins
    long day(double workWeeks) {
        long day = start + days(workWeeks);
        long left = rolloutDays;
        for (Rest rest : rests) {
            if (rest.to() < day) {
                continue;
            }
            long before = rest.from() - day;
            if (before > left) {
                break;
            }
            left -= Math.max(0, before);
            day = rest.to() + 1;
        }
        return day + left;
    }
}
