// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A formatter of forecast scores as text.
final class ForecastScoreTextFormatter {
    private ForecastScoreTextFormatter() {}

    /// Whether a class has a score.
    static boolean isScored(JsonNode score) {
        return score.path("events").isObject() || !score.path("amounts").isEmpty();
    }

    /// @param score score of a class in the response of the server
    /// @param few forecasts of the class when it has no score
    static String format(JsonNode score, JsonNode few) {
        List<String> lines = new ArrayList<>();
        JsonNode counts = score.path("counts");
        lines.add(score.path("eventClass").asString() + ": "
                + counts.path("RESOLVED").asInt() + " resolved ("
                + score.path("late").asInt() + " late), " + counts.path("OPEN").asInt() + " open, "
                + counts.path("DUE").asInt() + " due, " + counts.path("VOID").asInt() + " void, "
                + counts.path("SUPERSEDED").asInt() + " superseded");
        if (score.path("events").isObject()) {
            events(score.path("events"), lines);
        }
        score.path("amounts").forEach(amounts -> lines.add(amounts(amounts)));
        if (!isScored(score)) {
            lines.add("No score yet (requires " + score.path("requiredCount").asInt()
                    + " resolved forecasts). Forecasts:");
            lines.add(ForecastTextFormatter.formatTable(few));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void events(JsonNode events, List<String> lines) {
        lines.add("Brier score " + number(events, "brier") + " = reliability " + number(events, "reliability")
                + " - resolution " + number(events, "resolution") + " + uncertainty " + number(events, "uncertainty")
                + " + within bins " + number(events, "withinBins"));
        lines.add("Skill " + number(events, "skill") + " compared with the base rates at creation (Brier score "
                + number(events, "baseRate") + "); Brier score of the first forecasts "
                + number(events, "firstForecastBrier"));
        lines.add("Isotonic decomposition: "
                + (events.path("miscalibration").isNumber()
                        ? "miscalibration " + number(events, "miscalibration") + ", discrimination "
                                + number(events, "discrimination")
                        : "requires "
                                + events.path("decompositionRequiredCount").asInt() + " resolved forecasts"));
        lines.add("Log score " + number(events, "log") + ", Spiegelhalter Z "
                + (events.path("spiegelhalterZ").isNumber() ? number(events, "spiegelhalterZ") : "none")
                + " (not calibrated if above 1.96 or below -1.96)");
        var textTable = new TextTable("FORECAST", "MEAN", "OCCURRED", "RATE", "95% INTERVAL");
        events.path("diagram")
                .path("bins")
                .forEach(bin -> textTable.addRow(
                        percent(bin.path("from")) + " to " + percent(bin.path("to")),
                        percent(bin.path("meanForecast")),
                        bin.at("/observed/count").asString() + " of "
                                + bin.at("/observed/total").asString(),
                        share(bin.path("observed")),
                        percent(bin.at("/observed/low")) + " to " + percent(bin.at("/observed/high"))));
        lines.add(textTable.toString());
    }

    private static String amounts(JsonNode amounts) {
        JsonNode coverage = amounts.path("coverage");
        return "Quantiles in " + amounts.path("unit").asString() + ": pinball loss " + number(amounts, "pinball") + " "
                + amounts.path("unit").asString() + ", the 90% interval covered "
                + coverage.path("count").asString() + " of "
                + coverage.path("total").asString() + " ("
                + percent(coverage.path("low")) + " to " + percent(coverage.path("high")) + ")";
    }

    private static String number(JsonNode of, String name) {
        return String.format(Locale.ROOT, "%.4f", of.path(name).asDouble());
    }

    private static String share(JsonNode observed) {
        return String.format(
                Locale.ROOT,
                "%.0f%%",
                100 * observed.path("count").asDouble() / observed.path("total").asDouble());
    }

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * share.asDouble());
    }
}
