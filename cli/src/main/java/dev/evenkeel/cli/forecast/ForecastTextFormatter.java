// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Forecasts, for people.
final class ForecastTextFormatter {
    private ForecastTextFormatter() {}

    /// @param forecast as the server answers
    static String one(JsonNode forecast) {
        List<String> lines = new ArrayList<>(List.of(
                forecast.path("id").asString() + " ("
                        + forecast.path("eventClass").asString() + ", " + state(forecast) + "): "
                        + forecast.path("words").asString(),
                "  " + forecast.path("statement").asString(),
                "  event: " + forecast.path("event").asString(),
                "  made " + TextTable.second(forecast.path("asOf")) + " by "
                        + forecast.path("author").asString() + " ("
                        + forecast.path("model").asString() + ", data "
                        + forecast.path("dataHash").asString() + ")",
                "  horizon " + TextTable.second(forecast.path("horizon")) + ", "
                        + forecast.path("resolver").asString() + " resolves it by "
                        + TextTable.second(forecast.path("resolveBy"))));
        if (forecast.path("baseRate").isObject()) {
            lines.add("  base rate then: " + baseRate(forecast.path("baseRate")));
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
            lines.add("  " + outcome(resolution) + ", said "
                    + resolution.path("by").asString() + " at "
                    + TextTable.second(resolution.path("at")) + ": "
                    + resolution.path("note").asString());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String baseRate(JsonNode base) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (%s of %s)",
                100 * base.path("rate").asDouble(),
                base.path("events").asString(),
                base.path("trials").asString());
    }

    /// @param forecasts as the server answers
    static String table(JsonNode forecasts) {
        var table = new TextTable("FORECAST", "CLASS", "STATE", "SAID", "HORIZON", "OUTCOME", "STATEMENT");
        forecasts.forEach(forecast -> table.row(
                forecast.path("id").asString(),
                forecast.path("eventClass").asString(),
                state(forecast),
                forecast.path("words").asString(),
                TextTable.second(forecast.path("horizon")),
                forecast.path("resolution").isObject() ? outcome(forecast.path("resolution")) : "-",
                forecast.path("statement").asString()));
        return table.toString();
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
