// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Weekly counts for tests: 26 weeks before a trigger on a Monday, eight weeks that are not evaluated, and 26 weeks
/// after them.
final class WeeklyFailureFixtures {
    static final LocalDate TRIGGER = LocalDate.of(2026, 1, 5);
    static final BeforeAfterWindow WINDOW = new BeforeAfterWindow(TRIGGER, TRIGGER.plusWeeks(8), TRIGGER.plusWeeks(34));
    static final int CALLS = 1_000;

    private WeeklyFailureFixtures() {}

    /// Half a year before the trigger, and all up to the end of the window.
    ///
    /// @param failures of a week, which has its number: below 0 before the trigger, 8 and more after the
    ///     work
    static WeeklyFailedCallSeries service(String name, IntToLongFunction failures) {
        return new WeeklyFailedCallSeries(
                name,
                IntStream.range(-26, 34)
                        .mapToObj(week -> week(week, failures.applyAsLong(week), CALLS))
                        .toList());
    }

    /// Failures before and after, spread evenly over the weeks, and 100 failures a week between.
    static WeeklyFailedCallSeries evenlySpreadFailures(String name, long before, long after) {
        return service(
                name,
                week -> week < 0 ? shareOfWeek(before, week + 26) : week < 8 ? 100 : shareOfWeek(after, week - 8));
    }

    static WeeklyFailedCallCount week(int number, long failures, long calls) {
        return new WeeklyFailedCallCount(TRIGGER.plusWeeks(number), new FailureCount(failures, calls));
    }

    static List<FailureCount> failureCounts(long... failures) {
        return LongStream.of(failures)
                .mapToObj(count -> new FailureCount(count, CALLS))
                .toList();
    }

    private static long shareOfWeek(long sum, int week) {
        return sum * (week + 1) / 26 - sum * week / 26;
    }
}
