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
        var textTable = new TextTable("GATE", "DENIALS", "CARRIED OVER", "DAYS DELAYED", "COST OF DELAY", "OVERRIDES");
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
                sum.path("moneyDelayed").asString("unknown"),
                sum.path("overrides").asString());
    }

    private static String endings(JsonNode score) {
        var textTable =
                new TextTable("CHANGES", "CLEAN", "FAILED", "MAJOR", "ROLLED BACK", "ABORTED", "OPEN", "FAILURE RATE");
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
                ? "unknown (no outcomes)"
                : String.format(
                        Locale.ROOT,
                        "%d of %d: %.1f%% (95%% interval %.1f%% to %.1f%%)",
                        rate.path("count").asLong(),
                        rate.path("total").asLong(),
                        100 * rate.path("share").asDouble(),
                        100 * rate.path("low").asDouble(),
                        100 * rate.path("high").asDouble());
    }

    private static String difference(JsonNode difference) {
        return difference.isNull()
                ? "Overridden changes cannot be compared with others: one group has no outcomes."
                : String.format(
                        Locale.ROOT,
                        "Failure rate of overridden changes minus that of others: %.1f percentage points (95%% interval"
                                + " %.1f to %.1f). Users choose what to override, so this does not show that overrides"
                                + " cause failures.",
                        100 * difference.path("difference").asDouble(),
                        100 * difference.path("low").asDouble(),
                        100 * difference.path("high").asDouble());
    }
}
