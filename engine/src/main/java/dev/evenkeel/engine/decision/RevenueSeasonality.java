// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.List;

/// The variation of revenue over the week and the year, relative to the mean hour, and the times at which
/// outages of a change begin.
///
/// An outage caused by a change begins during deployment hours, uniformly distributed. It loses the revenue
/// of its own hours and not of mean ones. Prefix sums by hour make the cost independent of the length of the
/// outage.
public final class RevenueSeasonality {
    /// Hours of a week, from Monday 00:00.
    public static final int HOURS = 168;
    /// Months of a year.
    public static final int MONTHS = 12;

    private final double[] before = new double[2 * HOURS + 1];
    private final List<Double> months;
    private final List<Integer> starts;

    /// @param week revenue of each hour relative to the mean hour, 0 or more, [#HOURS] values of mean 1
    /// @param months revenue of each month relative to the mean of the year, above 0, [#MONTHS] values
    /// @param starts hours of the week at which an outage may begin, one or more
    public RevenueSeasonality(List<Double> week, List<Double> months, List<Integer> starts) {
        double sum = week.stream().mapToDouble(Double::doubleValue).sum();
        if (week.size() != HOURS || week.stream().anyMatch(hour -> hour < 0) || Math.abs(sum - HOURS) > 1e-6) {
            throw new IllegalArgumentException("a week must have " + HOURS + " values of 0 or more with mean 1, got "
                    + week.size() + " with the sum " + sum);
        }
        if (months.size() != MONTHS || months.stream().anyMatch(month -> !(month > 0))) {
            throw new IllegalArgumentException("a year must have " + MONTHS + " values above 0, got " + months);
        }
        if (starts.isEmpty() || starts.stream().anyMatch(start -> start < 0 || start >= HOURS)) {
            throw new IllegalArgumentException(
                    "start hours of outages must be one or more, each from 0 to " + (HOURS - 1) + ", got " + starts);
        }
        for (int hour = 0; hour < 2 * HOURS; hour++) {
            before[hour + 1] = before[hour] + week.get(hour % HOURS);
        }
        this.months = List.copyOf(months);
        this.starts = List.copyOf(starts);
    }

    /// Returns the number of mean hours of revenue that an outage loses.
    ///
    /// @param moment position within the hours at which it may begin, 0 to 1
    /// @param hours length, 0 or more
    double revenueHours(double moment, double hours) {
        return revenueHoursFrom(starts.get(Math.min(starts.size() - 1, (int) (moment * starts.size()))), hours);
    }

    /// Returns the average over all hours at which it may begin.
    double revenueHours(double hours) {
        double sum = 0;
        for (int start : starts) {
            sum += revenueHoursFrom(start, hours);
        }
        return sum / starts.size();
    }

    private double revenueHoursFrom(int start, double hours) {
        double weeks = Math.floor(hours / HOURS);
        double end = start + hours - weeks * HOURS;
        int whole = (int) end;
        double last = (end - whole) * (before[whole + 1] - before[whole]);
        return weeks * HOURS + before[whole] + last - before[start];
    }

    /// Returns the revenue of a day's month relative to the mean of the year.
    double monthFactor(LocalDate day) {
        return months.get(day.getMonthValue() - 1);
    }
}
