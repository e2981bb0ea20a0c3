// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.Comparator;
import java.util.List;

/// The day on which the rollout of a course ends when it pauses on frozen days: what would begin or continue
/// on one does so on the first day after them. Work before the change continues during a freeze.
final class FreezeAdjustedRolloutEnd {
    private static final double DAYS = 7;
    private static final double MOST_WEEKS = 52_180;

    private final long start;
    private final long rolloutDays;
    private final List<FrozenPeriod> rests;

    /// A period without changes, in days since 1970.
    private record FrozenPeriod(long from, long to) {}

    FreezeAdjustedRolloutEnd(Course course, List<RevenueOrFreezePeriod> seasons) {
        start = course.start().toEpochDay();
        rolloutDays = wholeDays(course.rolloutWeeks());
        rests = seasons.stream()
                .filter(RevenueOrFreezePeriod::frozen)
                .map(season ->
                        new FrozenPeriod(season.from().toEpochDay(), season.to().toEpochDay()))
                .sorted(Comparator.comparingLong(FrozenPeriod::from))
                .toList();
    }

    /// Returns the whole days of a number of weeks, capped at a thousand years because a drawn number may be
    /// arbitrarily large.
    static long wholeDays(double weeks) {
        return Math.round(Math.clamp(weeks, -MOST_WEEKS, MOST_WEEKS) * DAYS);
    }

    /// Returns the day, since 1970.
    ///
    /// @param workWeeks work before the rollout begins
    long endDay(double workWeeks) {
        long day = start + wholeDays(workWeeks);
        long left = rolloutDays;
        for (FrozenPeriod rest : rests) {
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
