// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.terminal.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A formatter of changes as text.
final class ChangeTextFormatter {
    private ChangeTextFormatter() {}

    /// Formats a table of changes.
    static String formatList(JsonNode changes) {
        if (changes.isEmpty()) {
            return "No changes in this period. To record one: ./evenkeel change record --help";
        }
        var textTable = new TextTable("ID", "SERVICE", "ENVIRONMENT", "KIND", "ENDED", "OUTCOME", "TITLE");
        changes.forEach(change -> textTable.addRow(
                change.path("id").asString(),
                change.path("service").asString(),
                change.path("environment").asString(),
                change.path("kind").asString(),
                TextTable.formatInstant(change.path("finishedAt")),
                change.path("outcome").asString(),
                change.path("title").asString()));
        return textTable.toString();
    }

    /// Formats the result of an import.
    static String formatImportResult(JsonNode answer) {
        var text = new StringBuilder("Imported reports: ")
                .append(answer.path("imported").asString())
                .append('.');
        answer.path("skipped").forEach(reason -> text.append("\nSkipped: ").append(reason.asString()));
        return text.toString();
    }

    /// Formats the comparison of a service before and after a change.
    static String formatEvidence(JsonNode evidence) {
        if (evidence.path("objectives").isEmpty()) {
            return "Service " + evidence.path("service").asString() + " has no SLO that counts events."
                    + " To create one: ./evenkeel slo apply FILE";
        }
        var textTable = new TextTable("SLO", "BAD BEFORE", "BAD AFTER", "RATIO (95% INTERVAL)", "RESULT");
        evidence.path("objectives")
                .forEach(objective -> textTable.addRow(
                        objective.path("slo").asString(),
                        side(objective.path("before")),
                        side(objective.path("after")),
                        ratio(objective.path("ratio")),
                        objective.path("conclusion").asString()));
        return textTable + "\n" + evidence.path("label").asString()
                + ". Load, traffic and other changes can also cause a difference.";
    }

    private static String side(JsonNode side) {
        return side.path("bad").asString() + " of " + side.path("total").asString() + " (data for "
                + side.path("minutesWithData").asString() + " of "
                + side.path("minutes").asString() + " min)";
    }

    private static String ratio(JsonNode ratio) {
        if (ratio.isNull()) {
            return "-";
        }
        JsonNode high = ratio.path("high");
        String low = String.format(Locale.ROOT, "%.2f", ratio.path("low").asDouble());
        return high.isNull() ? low + "x or more" : String.format(Locale.ROOT, "%sx to %.2fx", low, high.asDouble());
    }

    /// Formats one change in a sentence.
    static String formatChange(JsonNode change) {
        return "Change " + change.path("id").asString() + " of "
                + change.path("service").asString() + " in "
                + change.path("environment").asString() + ": "
                + change.path("status").asString() + ", "
                + change.path("outcome").asString() + ": "
                + change.path("reason").asString();
    }

    /// Formats the DORA metrics.
    static String formatDoraMetrics(JsonNode measures) {
        var textTable = new TextTable("METRIC", "VALUE");
        textTable.addRow(
                "deployments",
                measures.path("deployments").asString()
                        + String.format(
                                Locale.ROOT,
                                ", %.1f per week",
                                measures.path("perWeek").asDouble()));
        textTable.addRow("lead time", spans(measures.path("leadTime"), "no change with a known commit time"));
        textTable.addRow("change fail rate", share(measures.path("changeFailRate"), "no change with an outcome"));
        textTable.addRow("recovery time", spans(measures.path("recoveryTime"), "no failed change has recovered"));
        textTable.addRow("rework rate", share(measures.path("reworkRate"), "no deployments"));
        textTable.addRow("guard rollbacks", measures.path("guardRollbacks").asString());
        textTable.addRow("no outcome yet", measures.path("open").asString());
        String head =
                measures.path("from").asString() + " to " + measures.path("to").asString();
        return String.join(System.lineSeparator(), List.of(head, textTable.toString()));
    }

    private static String spans(JsonNode spans, String none) {
        return spans.path("count").asInt() == 0
                ? "unknown: " + none
                : "p50 " + formatDuration(spans.path("p50")) + ", p90 " + formatDuration(spans.path("p90")) + " (of "
                        + spans.path("count").asString() + ")";
    }

    private static String share(JsonNode share, String none) {
        return share.path("share").isNull()
                ? "unknown: " + none
                : String.format(
                        Locale.ROOT,
                        "%d of %d: %.1f%% (95%% interval %.1f%% to %.1f%%)",
                        share.path("count").asLong(),
                        share.path("total").asLong(),
                        100 * share.path("share").asDouble(),
                        100 * share.path("low").asDouble(),
                        100 * share.path("high").asDouble());
    }

    private static String formatDuration(JsonNode duration) {
        Duration span = Duration.parse(duration.asString());
        if (span.toHours() >= 48) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        return span.toMinutes() >= 120
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toMinutes() + " min " + span.toSecondsPart() + " s";
    }
}
