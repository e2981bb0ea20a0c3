// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A formatter of forecasts as text.
final class ForecastTextFormatter {
    private ForecastTextFormatter() {}

    /// @param forecast response of the server
    static String formatForecast(JsonNode forecast) {
        List<String> lines = new ArrayList<>(List.of(
                forecast.path("id").asString() + " ("
                        + forecast.path("eventClass").asString() + ", " + state(forecast) + "): "
                        + forecast.path("formattedValue").asString(),
                "  " + forecast.path("statement").asString(),
                "  event: " + forecast.path("event").asString(),
                "  created " + TextTable.formatInstant(forecast.path("asOf")) + " by "
                        + forecast.path("author").asString() + " (model "
                        + forecast.path("model").asString() + ", data "
                        + forecast.path("dataHash").asString() + ")",
                "  horizon " + TextTable.formatInstant(forecast.path("horizon")) + ", resolver "
                        + forecast.path("resolver").asString() + ", outcome due "
                        + TextTable.formatInstant(forecast.path("resolveBy"))));
        if (forecast.path("baseRate").isObject()) {
            lines.add("  base rate at creation: " + baseRate(forecast.path("baseRate")));
        }
        if (forecast.path("supersedes").isString()) {
            lines.add("  supersedes " + forecast.path("supersedes").asString() + ": "
                    + forecast.path("reason").asString());
        }
        if (forecast.path("supersededBy").isString()) {
            lines.add("  superseded by " + forecast.path("supersededBy").asString());
        }
        JsonNode resolution = forecast.path("resolution");
        if (resolution.isObject()) {
            lines.add("  outcome " + outcome(resolution) + ", recorded by "
                    + resolution.path("by").asString() + " at "
                    + TextTable.formatInstant(resolution.path("at")) + ": "
                    + resolution.path("note").asString());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String baseRate(JsonNode base) {
        return String.format(
                Locale.ROOT,
                "%.1f%% (%s of %s)",
                100 * base.path("rate").asDouble(),
                base.path("events").asString(),
                base.path("trials").asString());
    }

    /// @param forecasts response of the server
    static String formatTable(JsonNode forecasts) {
        var textTable = new TextTable("ID", "CLASS", "STATUS", "VALUE", "HORIZON", "OUTCOME", "STATEMENT");
        forecasts.forEach(forecast -> textTable.addRow(
                forecast.path("id").asString(),
                forecast.path("eventClass").asString(),
                state(forecast),
                forecast.path("formattedValue").asString(),
                TextTable.formatInstant(forecast.path("horizon")),
                forecast.path("resolution").isObject() ? outcome(forecast.path("resolution")) : "-",
                forecast.path("statement").asString()));
        return textTable.toString();
    }

    private static String state(JsonNode forecast) {
        return forecast.path("state").asString().toLowerCase(Locale.ROOT);
    }

    private static String outcome(JsonNode resolution) {
        String came = resolution.path("outcome").isNumber()
                ? resolution.path("outcome").decimalValue().stripTrailingZeros().toPlainString()
                : "void";
        return came + (resolution.path("late").asBoolean() ? " (late)" : "");
    }
}
