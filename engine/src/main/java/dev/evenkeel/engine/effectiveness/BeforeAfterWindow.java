// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The weeks before and after some work that are compared. The baseline is the year before the trigger, or
/// its known part. A baseline that includes the incidents which led to the decision would favour any work,
/// because a bad period is usually followed by a better one (regression to the mean). The time between the
/// trigger and the day on which the work took effect belongs to neither side. Dates chosen by looking at the
/// counts invalidate the error level; they are facts of the record.
///
/// @param trigger day of the first of the incidents that led to the decision
/// @param inForce first day on which all the work was in effect, after the trigger
/// @param until first day without data, after that
public record BeforeAfterWindow(LocalDate trigger, LocalDate inForce, LocalDate until) {
    /// Half a year: a shorter baseline may represent one season or a calm period only.
    public static final int MIN_BASELINE_WEEKS = 26;

    /// A year; older data says less about the present.
    public static final int MAX_BASELINE_WEEKS = 52;

    /// A quarter: fewer weeks do not show how much they vary without a change.
    public static final int MIN_AFTER_WEEKS = 13;

    public BeforeAfterWindow {
        if (!trigger.isBefore(inForce) || !inForce.isBefore(until)) {
            throw new IllegalArgumentException("trigger, inForce and until must be in this order, got " + trigger + ", "
                    + inForce + " and " + until);
        }
    }

    /// Returns the first day that may be in the baseline.
    public LocalDate baselineFrom() {
        return trigger.minusWeeks(MAX_BASELINE_WEEKS);
    }

    /// Whether a week is entirely in the baseline.
    boolean isInBaseline(WeeklyFailedCallCount week) {
        return !week.start().isBefore(baselineFrom()) && !week.end().isAfter(trigger);
    }

    /// Whether a week is entirely after the work.
    boolean isAfterWork(WeeklyFailedCallCount week) {
        return !week.start().isBefore(inForce) && !week.end().isAfter(until);
    }

    /// Returns the number of weeks that belong to neither side.
    double weeksBetween() {
        return ChronoUnit.DAYS.between(trigger, inForce) / (double) WeeklyFailedCallCount.DAYS;
    }

    /// Returns why the number of weeks is insufficient; null when it is sufficient.
    @Nullable
    String insufficientDataReason(int before, int after) {
        if (before < MIN_BASELINE_WEEKS) {
            return "the baseline before the trigger on " + trigger + " has " + formatWeeks(before) + "; at least "
                    + MIN_BASELINE_WEEKS + " are required";
        }
        return after < MIN_AFTER_WEEKS
                ? formatWeeks(after) + " of data since the work took effect on " + inForce + "; at least "
                        + MIN_AFTER_WEEKS + " are required"
                : null;
    }

    private static String formatWeeks(int count) {
        return count + (count == 1 ? " week" : " weeks");
    }
}
