// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.RevenueSeasonality;
import dev.evenkeel.engine.decision.history.RevenueSeasonalityFit;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.files.csv.CsvTable;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A reader of hourly revenue in a CSV file.
///
/// @param stated file, and when outages can begin
/// @param pointer JSON pointer of these fields
/// @param errors receives validation errors
record RevenueCurveReader(RiskCaseDocument.Revenue stated, String pointer, ValidationErrors errors) {
    private static final int HOURS_OF_DAY = 24;
    private static final int SHOWN = 5;
    private static final List<DayOfWeek> WORKDAYS = List.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    /// The mean revenue of an hour, and its course over the week and the year.
    record Revenue(Quantity perHour, RevenueSeasonality curve) {}

    /// Reads the revenue.
    ///
    /// @param files returns the text of a file by its name in the case; null when it is missing
    /// @return null when it is invalid; the error is then added
    @Nullable
    Revenue read(Function<String, @Nullable String> files) {
        List<Integer> starts = listStarts();
        if (!(stated.growth() > 0)) {
            addError("growth", "must be above 0, got " + stated.growth(), "use 1.1 for 10% more than in the file");
        }
        List<RevenueSeasonalityFit.HourlyRevenue> hours = readHours(files);
        if (errors.contains(pointer)) {
            return null;
        }
        try {
            return toRevenue(RevenueSeasonalityFit.fit(hours, stated.keepSpikes()), starts);
        } catch (IllegalArgumentException e) {
            addError("file", stated.file() + ": " + e.getMessage(), "add more data");
            return null;
        }
    }

    private Revenue toRevenue(RevenueSeasonalityFit fit, List<Integer> starts) {
        String words = stated.file() + ", " + fit.meanDays().firstKey() + " to "
                + fit.meanDays().lastKey() + ", "
                + (fit.spikes().isEmpty()
                        ? "no spikes corrected"
                        : "corrected as errors: "
                                + fit.spikes().stream()
                                        .sorted(Comparator.comparing(RevenueSeasonalityFit.HourlyRevenue::at))
                                        .map(spike -> spike.at() + " with "
                                                + String.format(Locale.ROOT, "%.2f", spike.revenue()))
                                        .collect(Collectors.joining(", ")))
                + (stated.growth() == 1 ? "" : ", times " + stated.growth());
        return new Revenue(
                new Quantity(
                        "revenue per hour",
                        new FixedValue(stated.growth() * fit.perHour()),
                        new QuantitySource(QuantitySource.Kind.OWN_DATA, words),
                        null),
                new RevenueSeasonality(fit.week(), fit.season(), starts));
    }

    private List<RevenueSeasonalityFit.HourlyRevenue> readHours(Function<String, @Nullable String> files) {
        if (errors.contains(pointer + "/file")) {
            return List.of();
        }
        String text = files.apply(stated.file());
        if (text == null) {
            addError(
                    "file",
                    stated.file() + " does not exist",
                    "set a CSV file next to the case, with columns hour (2026-01-31T09:00) and revenue");
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        List<RevenueSeasonalityFit.HourlyRevenue> hours = parseHours(CsvTable.parse(text), problems);
        if (!problems.isEmpty()) {
            addError(
                    "file",
                    stated.file() + ": " + problems.stream().limit(SHOWN).collect(Collectors.joining("; ")),
                    "correct it");
        }
        return hours;
    }

    private List<RevenueSeasonalityFit.HourlyRevenue> parseHours(CsvTable csv, List<String> problems) {
        problems.addAll(csv.errors());
        List<String> head =
                csv.rows().isEmpty() ? List.of() : csv.rows().getFirst().cells();
        int hour = head.indexOf("hour");
        int revenue = head.indexOf(stated.column());
        List<RevenueSeasonalityFit.HourlyRevenue> hours = new ArrayList<>();
        if (hour < 0 || revenue < 0) {
            problems.add("must have the columns hour and " + stated.column() + ", got " + head
                    + "; column: NAME sets another name");
            return hours;
        }
        for (CsvTable.Row row : csv.rows().subList(1, csv.rows().size())) {
            try {
                double amount = Double.parseDouble(row.cells().get(revenue));
                if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
                    throw new NumberFormatException("revenue");
                }
                hours.add(new RevenueSeasonalityFit.HourlyRevenue(
                        LocalDateTime.parse(row.cells().get(hour)), amount));
            } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
                problems.add("line " + row.line() + " must have an hour such as 2026-01-31T09:00 and an amount of 0 or"
                        + " more, got " + row.cells());
            }
        }
        return hours;
    }

    private List<Integer> listStarts() {
        int from = stated.deployFrom();
        int until = stated.deployUntil();
        if (!(from >= 0 && from < until && until <= HOURS_OF_DAY)) {
            addError(
                    "deployFrom",
                    "must be 0 to 23 and before deployUntil, got " + from + " and " + until,
                    "use deployFrom: 9 and deployUntil: 17");
            return List.of();
        }
        List<DayOfWeek> days = Objects.requireNonNullElse(stated.deployDays(), WORKDAYS);
        if (days.isEmpty()) {
            addError("deployDays", "must not be empty", "use deployDays: [TUESDAY, WEDNESDAY]");
        }
        return days.stream()
                .flatMap(day ->
                        IntStream.range(from, until).mapToObj(hour -> (day.getValue() - 1) * HOURS_OF_DAY + hour))
                .toList();
    }

    private void addError(String field, String message, String remedy) {
        errors.add(pointer + "/" + field, message, remedy);
    }
}
