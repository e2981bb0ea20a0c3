// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A formatter of gate scores as text.
final class QuarterlyGateReportTextFormatter {
    private QuarterlyGateReportTextFormatter() {}

    /// @param score response of the server
    static String format(JsonNode score) {
        return String.join(
                System.lineSeparator(),
                List.of(
                        "Gates in " + score.path("quarter").asString() + ", "
                                + score.path("environment").asString("all environments") + ":",
                        "",
                        denials(score),
                        "",
                        endings(score),
                        "",
                        difference(score.path("difference"))));
    }

    private static String denials(JsonNode score) {
        var textTable = new TextTable("GATE", "DENIALS", "FROM BEFORE", "DAYS DELAYED", "MONEY DELAYED", "OVERRIDES");
        score.path("gates").forEach(gate -> row(textTable, gate.path("gate").asString(), gate));
        row(textTable, "all", score.path("total"));
        return textTable.toString();
    }

    private static void row(TextTable textTable, String name, JsonNode sum) {
        textTable.addRow(
                name,
                sum.path("denials").asString(),
                sum.path("carriedOver").asString(),
                String.format(Locale.ROOT, "%.1f", sum.path("daysDelayed").asDouble()),
                sum.path("moneyDelayed").asString("not said"),
                sum.path("overrides").asString());
    }

    private static String endings(JsonNode score) {
        var textTable =
                new TextTable("CHANGES", "CLEAN", "FAILED", "MAJOR", "STOPPED", "GIVEN UP", "OPEN", "FAIL RATE");
        ending(textTable, "overridden", score.path("overridden"));
        ending(textTable, "others", score.path("others"));
        return textTable.toString();
    }

    private static void ending(TextTable textTable, String name, JsonNode side) {
        textTable.addRow(
                name,
                side.path("clean").asString(),
                side.path("failed").asString(),
                side.path("major").asString(),
                side.path("rolledBackByGuard").asString(),
                side.path("aborted").asString(),
                side.path("open").asString(),
                rate(side.path("failRate")));
    }

    private static String rate(JsonNode rate) {
        return rate.path("share").isNull()
                ? "unknown: none has turned out"
                : String.format(
                        Locale.ROOT,
                        "%d of %d: %.1f %%, between %.1f and %.1f %%",
                        rate.path("count").asLong(),
                        rate.path("total").asLong(),
                        100 * rate.path("share").asDouble(),
                        100 * rate.path("low").asDouble(),
                        100 * rate.path("high").asDouble());
    }

    private static String difference(JsonNode difference) {
        return difference.isNull()
                ? "Overridden changes and others cannot be compared: one side has none that turned out."
                : String.format(
                        Locale.ROOT,
                        "Overridden changes failed more often by %.1f percentage points, between %.1f and %.1f (95 %%)."
                                + " People choose what they override: it is no proof that overriding did it.",
                        100 * difference.path("difference").asDouble(),
                        100 * difference.path("low").asDouble(),
                        100 * difference.path("high").asDouble());
    }
}
