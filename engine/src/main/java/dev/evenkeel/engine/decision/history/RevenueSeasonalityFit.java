// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import dev.evenkeel.engine.decision.RevenueSeasonality;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A fit of revenue over the week and the year to hourly data. A missing hour counts as zero revenue.
///
/// The index of a month is the median over the years of its mean trading day relative to the mean of the
/// twelve months around it (classical decomposition, ratio to a centred moving average). Below two years of
/// data there is no such mean: the overall mean trading day is used instead, and the index is shrunk toward 1
/// by the available part of two years, which is our choice. A trend within so short a time appears as season.
///
/// A spike is an hour whose logarithm lies more than 3.5 robust deviations above the median (Iglewicz and
/// Hoaglin 1993), usually a single erroneous order. It counts as a median hour.
///
/// @param perHour mean revenue per hour, day and night
/// @param week revenue of each hour of the week from Monday 00:00, relative to the mean
/// @param rawMonthIndexes raw index of each month; 1 for months without data
/// @param season the same, shrunk
/// @param meanDays mean revenue of a trading day, by month
/// @param spikes hours that were replaced
/// @param topShare share of revenue in the top twentieth of hours
public record RevenueSeasonalityFit(
        double perHour,
        List<Double> week,
        List<Double> rawMonthIndexes,
        List<Double> season,
        SortedMap<YearMonth, Double> meanDays,
        List<HourlyRevenue> spikes,
        double topShare) {
    private static final int ENOUGH_MONTHS = 24;
    private static final int HALF_YEAR = 6;
    private static final int LEAST_DAYS = 28;
    private static final int HOURS_OF_DAY = 24;
    private static final double SPIKE = 3.5;
    private static final double NORMAL = 1.4826;
    private static final double TOP = 0.05;

    /// An hour.
    ///
    /// @param at start of the hour
    /// @param revenue revenue in it, 0 or more
    public record HourlyRevenue(LocalDateTime at, double revenue) {
        private LocalDate day() {
            return at.toLocalDate();
        }

        private int ofWeek() {
            return (at.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + at.getHour();
        }
    }

    public RevenueSeasonalityFit {
        week = List.copyOf(week);
        rawMonthIndexes = List.copyOf(rawMonthIndexes);
        season = List.copyOf(season);
        meanDays = Collections.unmodifiableSortedMap(new TreeMap<>(meanDays));
        spikes = List.copyOf(spikes);
    }

    /// Fits hourly data.
    ///
    /// @param hours in any order, covering four weeks or more
    /// @param keepSpikes whether spikes count unchanged
    public static RevenueSeasonalityFit fit(List<HourlyRevenue> hours, boolean keepSpikes) {
        List<HourlyRevenue> earning =
                hours.stream().filter(hour -> hour.revenue > 0).toList();
        SortedMap<LocalDate, Double> all = days(earning);
        if (all.isEmpty() || days(all) < LEAST_DAYS) {
            throw new IllegalArgumentException("revenue must span four weeks or more, got "
                    + (all.isEmpty() ? "nothing" : all.firstKey() + " to " + all.lastKey()));
        }
        List<HourlyRevenue> spikes = keepSpikes ? List.of() : spikes(earning);
        double usual = median(revenues(earning));
        List<HourlyRevenue> treated = earning.stream()
                .map(hour -> spikes.contains(hour) ? new HourlyRevenue(hour.at, usual) : hour)
                .toList();
        SortedMap<LocalDate, Double> days = days(treated);
        SortedMap<YearMonth, Double> means = meanDays(days);
        double perHour = mean(days.values().stream().toList()) * days.size() / (days(days) * HOURS_OF_DAY);
        List<Double> found = toMonthIndexes(means, mean(days.values().stream().toList()));
        double trust = Math.min(1, (double) means.size() / ENOUGH_MONTHS);
        List<Double> season =
                found.stream().map(index -> 1 + trust * (index - 1)).toList();
        return new RevenueSeasonalityFit(perHour, week(treated), found, season, means, spikes, topShare(treated));
    }

    private static List<Double> revenues(List<HourlyRevenue> hours) {
        return hours.stream().map(HourlyRevenue::revenue).toList();
    }

    private static long days(SortedMap<LocalDate, Double> days) {
        return ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) + 1;
    }

    private static SortedMap<LocalDate, Double> days(List<HourlyRevenue> hours) {
        return hours.stream()
                .collect(Collectors.groupingBy(
                        HourlyRevenue::day, TreeMap::new, Collectors.summingDouble(HourlyRevenue::revenue)));
    }

    private static SortedMap<YearMonth, Double> meanDays(SortedMap<LocalDate, Double> days) {
        return days.entrySet().stream()
                .collect(Collectors.groupingBy(
                        day -> YearMonth.from(day.getKey()),
                        TreeMap::new,
                        Collectors.averagingDouble(day -> day.getValue())));
    }

    private static List<HourlyRevenue> spikes(List<HourlyRevenue> hours) {
        List<Double> logs = hours.stream().map(hour -> Math.log(hour.revenue)).toList();
        double middle = median(logs);
        double spread =
                NORMAL * median(logs.stream().map(log -> Math.abs(log - middle)).toList());
        return spread == 0
                ? List.of()
                : hours.stream()
                        .filter(hour -> (Math.log(hour.revenue) - middle) / spread > SPIKE)
                        .toList();
    }

    private static List<Double> week(List<HourlyRevenue> hours) {
        double[] sums = new double[RevenueSeasonality.HOURS];
        hours.forEach(hour -> sums[hour.ofWeek()] += hour.revenue);
        SortedMap<LocalDate, Double> days = days(hours);
        double[] means = new double[RevenueSeasonality.HOURS];
        double all = 0;
        for (int hour = 0; hour < means.length; hour++) {
            means[hour] = sums[hour] / countWeekdays(days.firstKey(), days.lastKey(), hour / HOURS_OF_DAY);
            all += means[hour];
        }
        List<Double> week = new ArrayList<>();
        for (double mean : means) {
            week.add(mean * means.length / all);
        }
        return week;
    }

    /* Number of occurrences of a day of the week, Monday being 0. */
    private static long countWeekdays(LocalDate first, LocalDate last, int day) {
        long after = Math.floorMod(day - (first.getDayOfWeek().getValue() - 1), 7);
        return (ChronoUnit.DAYS.between(first, last) - after) / 7 + 1;
    }

    private static List<Double> toMonthIndexes(SortedMap<YearMonth, Double> means, double meanDay) {
        boolean enough = means.size() >= ENOUGH_MONTHS;
        List<Double> found = new ArrayList<>();
        for (int month = 1; month <= RevenueSeasonality.MONTHS; month++) {
            int wanted = month;
            List<Double> ratios = means.entrySet().stream()
                    .filter(one -> one.getKey().getMonthValue() == wanted)
                    .map(one -> one.getValue() / (enough ? centredMean(means, one.getKey()) : meanDay))
                    .filter(Double::isFinite)
                    .toList();
            found.add(ratios.isEmpty() ? 1.0 : median(ratios));
        }
        double level = enough ? mean(found) : 1;
        return found.stream().map(index -> index / level).toList();
    }

    /* The mean of the twelve months around one, half of each end; NaN where one is missing. */
    private static double centredMean(SortedMap<YearMonth, Double> means, YearMonth month) {
        double sum = 0;
        for (int step = -HALF_YEAR; step <= HALF_YEAR; step++) {
            double part = Math.abs(step) == HALF_YEAR ? 1.0 / 2 : 1;
            sum += part * means.getOrDefault(month.plusMonths(step), Double.NaN);
        }
        return sum / RevenueSeasonality.MONTHS;
    }

    private static double topShare(List<HourlyRevenue> hours) {
        List<Double> most =
                revenues(hours).stream().sorted(Collections.reverseOrder()).toList();
        double sum = most.stream().mapToDouble(Double::doubleValue).sum();
        return most.stream()
                        .limit(Math.round(TOP * most.size()))
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / sum;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
