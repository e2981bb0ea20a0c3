// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.List;

/// How revenue goes through the week and the year, against the mean hour, and when outages of a change
/// begin.
///
/// An outage that a change causes begins while changes are deployed, at any such hour alike. It takes
/// the revenue of its own hours, not that of mean ones. Sums up to each hour are kept, so that an outage
/// costs as little to weigh whether it lasts a minute or a month.
public final class RevenueCurve {
    /// Hours of a week, from Monday 00:00.
    public static final int HOURS = 168;
    /// Months of a year.
    public static final int MONTHS = 12;

    private final double[] before = new double[2 * HOURS + 1];
    private final List<Double> months;
    private final List<Integer> starts;

    /// @param week revenue of each hour against the mean hour, 0 or more, [#HOURS] of them of mean 1
    /// @param months revenue of each month against the mean of the year, above 0, [#MONTHS] of them
    /// @param starts hours of the week at which an outage may begin, one or more
    public RevenueCurve(List<Double> week, List<Double> months, List<Integer> starts) {
        double sum = week.stream().mapToDouble(Double::doubleValue).sum();
        if (week.size() != HOURS || week.stream().anyMatch(hour -> hour < 0) || Math.abs(sum - HOURS) > 1e-6) {
            throw new IllegalArgumentException("a week needs " + HOURS + " hours of 0 or more with a mean of 1, got "
                    + week.size() + " that sum up to " + sum);
        }
        if (months.size() != MONTHS || months.stream().anyMatch(month -> !(month > 0))) {
            throw new IllegalArgumentException("a year needs " + MONTHS + " months above 0, got " + months);
        }
        if (starts.isEmpty() || starts.stream().anyMatch(start -> start < 0 || start >= HOURS)) {
            throw new IllegalArgumentException("outages need hours at which they may begin, got " + starts);
        }
        for (int hour = 0; hour < 2 * HOURS; hour++) {
            before[hour + 1] = before[hour] + week.get(hour % HOURS);
        }
        this.months = List.copyOf(months);
        this.starts = List.copyOf(starts);
    }

    /// How many mean hours an outage takes.
    ///
    /// @param moment where in the hours at which it may begin, 0 to 1
    /// @param hours it lasts, 0 or more
    double taken(double moment, double hours) {
        return from(starts.get(Math.min(starts.size() - 1, (int) (moment * starts.size()))), hours);
    }

    /// The same on average over all hours at which it may begin.
    double taken(double hours) {
        double sum = 0;
        for (int start : starts) {
            sum += from(start, hours);
        }
        return sum / starts.size();
    }

    private double from(int start, double hours) {
        double weeks = Math.floor(hours / HOURS);
        double end = start + hours - weeks * HOURS;
        int whole = (int) end;
        double last = (end - whole) * (before[whole + 1] - before[whole]);
        return weeks * HOURS + before[whole] + last - before[start];
    }

    /// Revenue of a day's month against the mean of the year.
    double month(LocalDate day) {
        return months.get(day.getMonthValue() - 1);
    }
}
