// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static dev.evenkeel.files.report.ReportNumberFormatter.formatMoney;
import static dev.evenkeel.files.report.ReportNumberFormatter.formatPercent;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A formatter of how likely each course meets promised dates, as text.
final class CommitmentRiskTextFormatter {
    private CommitmentRiskTextFormatter() {}

    /// Returns no lines without promised dates.
    ///
    /// @param courses courses of a result
    static List<String> format(JsonNode courses) {
        JsonNode promised = courses.path(0).path("commitments");
        if (promised.isEmpty()) {
            return List.of();
        }
        var textTable = new TextTable(
                Stream.concat(Stream.of("COURSE"), promised.valueStream().map(CommitmentRiskTextFormatter::head))
                        .toArray(String[]::new));
        for (JsonNode course : courses) {
            boolean migrates = course.path("migrates").asBoolean();
            textTable.addRow(Stream.concat(
                            Stream.of(course.path("name").asString()),
                            course.path("commitments").valueStream().map(one -> cell(one, migrates)))
                    .toArray(String[]::new));
        }
        return List.of("Chance of meeting each promised date, and expected cost of missing it", textTable.toString());
    }

    private static String head(JsonNode promised) {
        return promised.path("name").asString() + ", " + promised.path("date").asString();
    }

    private static String cell(JsonNode promised, boolean migrates) {
        return (migrates ? formatPercent(promised.path("met").asDouble()) : "never")
                + (promised.has("missCost")
                        ? ", " + formatMoney(promised.path("missCost").asDouble())
                        : "");
    }
}
