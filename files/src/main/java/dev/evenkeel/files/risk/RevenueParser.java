// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.RevenueSeasonality;
import dev.evenkeel.engine.decision.history.RevenueSeasonalityFit;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.files.csv.CsvTable;
import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A parser of hourly revenue in a CSV file with the columns `hour` and `revenue`.
final class RevenueParser {
    private static final Set<String> FIELDS =
            Set.of("file", "column", "growth", "keepSpikes", "deployDays", "deployFrom", "deployUntil");
    private static final int HOURS_OF_DAY = 24;
    private static final int FROM = 9;
    private static final int UNTIL = 17;
    private static final int SHOWN = 5;
    private static final List<String> WORKDAYS = List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");

    private final JsonObjectReader fields;
    private final Function<String, @Nullable String> files;

    /// @param files returns the text of a file by its name in the case; null when it is missing
    RevenueParser(JsonObjectReader fields, Function<String, @Nullable String> files) {
        this.fields = fields.rejectUnknownFields(FIELDS);
        this.files = files;
    }

    /// The mean revenue of an hour, and its course over the week and the year.
    record Revenue(Quantity perHour, RevenueSeasonality curve) {}

    /// Parses the revenue.
    ///
    /// @return null when it is invalid; the error is then added
    @Nullable
    Revenue parse() {
        String name = fields.text("file", "");
        String text = name.isBlank() ? null : files.apply(name);
        if (text == null) {
            addError(
                    "file",
                    name.isBlank() ? "is missing" : name + " does not exist",
                    "set a CSV file next to the case, with columns hour (2026-01-31T09:00) and revenue");
            return null;
        }
        double growth = fields.number("growth", 1);
        List<Integer> starts = parseStarts();
        List<String> problems = new ArrayList<>();
        List<RevenueSeasonalityFit.HourlyRevenue> hours = parseHours(CsvTable.parse(text), problems);
        if (!(growth > 0)) {
            addError("growth", "must be above 0, got " + growth, "use 1.1 for 10% more than in the file");
        }
        if (!problems.isEmpty()) {
            addError(
                    "file",
                    name + ": " + problems.stream().limit(SHOWN).collect(Collectors.joining("; ")),
                    "correct it");
        }
        if (starts.isEmpty() || !(growth > 0) || !problems.isEmpty()) {
            return null;
        }
        try {
            return toRevenue(RevenueSeasonalityFit.fit(hours, fields.bool("keepSpikes", false)), growth, starts, name);
        } catch (IllegalArgumentException e) {
            addError("file", name + ": " + e.getMessage(), "add more data");
            return null;
        }
    }

    private static Revenue toRevenue(RevenueSeasonalityFit fit, double growth, List<Integer> starts, String name) {
        String words = name + ", " + fit.meanDays().firstKey() + " to "
                + fit.meanDays().lastKey() + ", "
                + (fit.spikes().isEmpty()
                        ? "no spikes corrected"
                        : "corrected as errors: "
                                + fit.spikes().stream()
                                        .sorted(Comparator.comparing(RevenueSeasonalityFit.HourlyRevenue::at))
                                        .map(spike -> spike.at() + " with "
                                                + String.format(Locale.ROOT, "%.2f", spike.revenue()))
                                        .collect(Collectors.joining(", ")))
                + (growth == 1 ? "" : ", times " + growth);
        return new Revenue(
                new Quantity(
                        "revenue per hour",
                        new FixedValue(growth * fit.perHour()),
                        new QuantitySource(QuantitySource.Kind.OWN_DATA, words),
                        null),
                new RevenueSeasonality(fit.week(), fit.season(), starts));
    }

    private List<RevenueSeasonalityFit.HourlyRevenue> parseHours(CsvTable csv, List<String> problems) {
        problems.addAll(csv.errors());
        List<String> head =
                csv.rows().isEmpty() ? List.of() : csv.rows().getFirst().cells();
        String column = fields.text("column", "revenue");
        int hour = head.indexOf("hour");
        int revenue = head.indexOf(column);
        List<RevenueSeasonalityFit.HourlyRevenue> hours = new ArrayList<>();
        if (hour < 0 || revenue < 0) {
            problems.add(
                    "must have the columns hour and " + column + ", got " + head + "; column: NAME sets another name");
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

    private List<Integer> parseStarts() {
        long from = fields.integer("deployFrom", FROM);
        long until = fields.integer("deployUntil", UNTIL);
        if (!(from >= 0 && from < until && until <= HOURS_OF_DAY)) {
            addError(
                    "deployFrom",
                    "must be 0 to 23 and before deployUntil, got " + from + " and " + until,
                    "use deployFrom: 9 and deployUntil: 17");
            return List.of();
        }
        List<Integer> starts = new ArrayList<>();
        for (String day : fields.texts("deployDays", WORKDAYS)) {
            try {
                int first = (DayOfWeek.valueOf(day).getValue() - 1) * HOURS_OF_DAY;
                IntStream.range((int) from, (int) until).forEach(hour -> starts.add(first + hour));
            } catch (IllegalArgumentException e) {
                addError("deployDays", "must be days of the week, got " + day, "use deployDays: [TUESDAY, WEDNESDAY]");
            }
        }
        if (starts.isEmpty()) {
            addError("deployDays", "must not be empty", "use deployDays: [TUESDAY, WEDNESDAY]");
        }
        return starts;
    }

    private void addError(String field, String message, String remedy) {
        fields.errors().add(fields.pointerTo(field), message, remedy);
    }
}
