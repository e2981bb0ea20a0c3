// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What is held against what. The baseline is the year before the trigger, or what is known of it: a
/// baseline with the incidents that led to the decision in it flatters whatever was done, since a bad
/// time is followed by a better one on its own (regression to the mean). What lies between the trigger
/// and the day on which the work was in force, the work itself included, is on neither side. Who chooses
/// the days by the counts has no error level; they are facts of the record.
///
/// @param trigger the day of the first of the incidents that led to the decision
/// @param inForce the first day on which all that was done was in force, after the trigger
/// @param until the first day that is not known any more, after that
public record BeforeAfterWindow(LocalDate trigger, LocalDate inForce, LocalDate until) {
    /// Half a year: below it a season or a calm time stands for the whole.
    public static final int LEAST_BASELINE = 26;

    /// A year; what is older says less about today.
    public static final int LONGEST_BASELINE = 52;

    /// A quarter: below it there are too few weeks to see how much they differ on their own.
    public static final int LEAST_AFTER = 13;

    public BeforeAfterWindow {
        if (!trigger.isBefore(inForce) || !inForce.isBefore(until)) {
            throw new IllegalArgumentException("the trigger comes first, then the day on which the work is in force,"
                    + " then the end of what is known; got " + trigger + ", " + inForce + " and " + until);
        }
    }

    /// The first day that may be in the baseline.
    public LocalDate baselineFrom() {
        return trigger.minusWeeks(LONGEST_BASELINE);
    }

    /// Whether a week lies in the baseline, whole.
    boolean isBefore(WeeklyCount week) {
        return !week.begins().isBefore(baselineFrom()) && !week.end().isAfter(trigger);
    }

    /// Whether a week lies after the work, whole.
    boolean isAfter(WeeklyCount week) {
        return !week.begins().isBefore(inForce) && !week.end().isAfter(until);
    }

    /// Weeks that are on neither side.
    double weeksBetween() {
        return ChronoUnit.DAYS.between(trigger, inForce) / (double) WeeklyCount.DAYS;
    }

    /// Why so few weeks say nothing; null when they do.
    @Nullable
    String tooShort(int before, int after) {
        if (before < LEAST_BASELINE) {
            return "the baseline before the trigger on " + trigger + " has " + weeks(before) + ", and " + LEAST_BASELINE
                    + " are needed";
        }
        return after < LEAST_AFTER
                ? weeks(after) + " are known since the work was in force on " + inForce + ", and " + LEAST_AFTER
                        + " are needed"
                : null;
    }

    private static String weeks(int count) {
        return count + (count == 1 ? " week" : " weeks");
    }
}
