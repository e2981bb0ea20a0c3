// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of SLOs as text.
final class SloTextFormatter {
    private static final String LINE = System.lineSeparator();

    private SloTextFormatter() {}

    static String format(JsonNode slo) {
        var text = new StringBuilder();
        text.append(slo.path("name").asString())
                .append(" (service ")
                .append(slo.path("service").asString())
                .append("), over ")
                .append(slo.path("window").asString())
                .append(LINE)
                .append("Source: ")
                .append(slo.path("source").asString());
        for (JsonNode objective : slo.path("objectives")) {
            text.append(LINE).append(LINE).append(objective(objective));
        }
        return text.toString();
    }

    private static String objective(JsonNode objective) {
        var textTable =
                new TextTable("RULE", "SEVERITY", "BURN RATE (LONG)", "BURN RATE (SHORT)", "THRESHOLD", "STATE");
        for (JsonNode burn : objective.path("burns")) {
            textTable.addRow(
                    burn.path("rule").asString(),
                    burn.path("severity").asString(),
                    number(burn.path("longBurn")) + " / "
                            + burn.path("longWindow").asString(),
                    number(burn.path("shortBurn")) + " / "
                            + burn.path("shortWindow").asString(),
                    number(burn.path("threshold")),
                    burn.path("firingSince").isString()
                            ? "FIRING since " + burn.path("firingSince").asString()
                            : burn.path("state").asString());
        }
        return objective.path("name").asString() + ": "
                + objective.path("state").asString() + ", "
                + formatPercent(objective.path("remaining")) + " of the error budget left, "
                + objective.path("good").asString() + " of "
                + objective.path("total").asString() + " events good, data for "
                + formatPercent(objective.path("dataCoverage")) + " of the period, last data "
                + textOrDefault(objective.path("lastDataAt"), "never") + LINE
                + textTable;
    }

    static String formatFiring(JsonNode objective) {
        String firing = objective
                .path("burns")
                .valueStream()
                .filter(burn -> burn.path("firingSince").isString())
                .map(burn -> burn.path("rule").asString())
                .collect(Collectors.joining(", "));
        return firing.isEmpty() ? "-" : firing;
    }

    static String formatPercent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.2f%%", 100 * share.doubleValue()) : "unknown";
    }

    static String textOrDefault(JsonNode text, String otherwise) {
        return text.isString() ? text.stringValue() : otherwise;
    }

    private static String number(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.3g", number.doubleValue()) : "unknown";
    }
}
