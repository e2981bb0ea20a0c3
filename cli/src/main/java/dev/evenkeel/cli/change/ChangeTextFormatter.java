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
            return "No change is known in that time. Tell of one with: ./evenkeel change record";
        }
        var textTable = new TextTable("CHANGE", "SERVICE", "IN", "KIND", "ENDED", "OUTCOME", "WHAT");
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
        var text = new StringBuilder(answer.path("imported").asString()).append(" reports taken in.");
        answer.path("skipped").forEach(reason -> text.append("\nPassed over: ").append(reason.asString()));
        return text.toString();
    }

    /// Formats the comparison of a service before and after a change.
    static String formatEvidence(JsonNode evidence) {
        if (evidence.path("objectives").isEmpty()) {
            return "Service " + evidence.path("service").asString() + " has no objective that counts events."
                    + " Keep one with: ./evenkeel slo apply";
        }
        var textTable = new TextTable("OBJECTIVE", "BAD BEFORE", "BAD AFTER", "TIMES AS OFTEN (95 %)", "SO");
        evidence.path("objectives")
                .forEach(objective -> textTable.addRow(
                        objective.path("slo").asString(),
                        side(objective.path("before")),
                        side(objective.path("after")),
                        ratio(objective.path("ratio")),
                        objective.path("conclusion").asString()));
        return textTable + "\n" + evidence.path("label").asString()
                + ". Load, customers and other changes differ too, and whatever they do is in these numbers.";
    }

    private static String side(JsonNode side) {
        return side.path("bad").asString() + " of " + side.path("total").asString() + " ("
                + side.path("minutesWithData").asString() + " of "
                + side.path("minutes").asString() + " min known)";
    }

    private static String ratio(JsonNode ratio) {
        if (ratio.isNull()) {
            return "-";
        }
        JsonNode high = ratio.path("high");
        String low = String.format(Locale.ROOT, "%.2f", ratio.path("low").asDouble());
        return high.isNull() ? low + " or more" : String.format(Locale.ROOT, "%s to %.2f", low, high.asDouble());
    }

    /// Formats one change in a sentence.
    static String formatChange(JsonNode change) {
        return change.path("id").asString() + " of " + change.path("service").asString() + " in "
                + change.path("environment").asString() + " is "
                + change.path("status").asString() + ", "
                + change.path("outcome").asString() + ": "
                + change.path("reason").asString();
    }

    /// Formats the DORA metrics.
    static String formatDoraMetrics(JsonNode measures) {
        var textTable = new TextTable("MEASURE", "VALUE");
        textTable.addRow(
                "deployments",
                measures.path("deployments").asString()
                        + String.format(
                                Locale.ROOT,
                                ", %.1f a week",
                                measures.path("perWeek").asDouble()));
        textTable.addRow("lead time", spans(measures.path("leadTime"), "no change whose commit is known"));
        textTable.addRow("change fail rate", share(measures.path("changeFailRate"), "no change that has turned out"));
        textTable.addRow(
                "recovery time", spans(measures.path("recoveryTime"), "no failed change whose harm has ended"));
        textTable.addRow("rework rate", share(measures.path("reworkRate"), "no deployment"));
        textTable.addRow("stopped by the guard", measures.path("guardRollbacks").asString());
        textTable.addRow("not turned out yet", measures.path("open").asString());
        String head =
                measures.path("from").asString() + " to " + measures.path("to").asString();
        return String.join(System.lineSeparator(), List.of(head, textTable.toString()));
    }

    private static String spans(JsonNode spans, String none) {
        return spans.path("count").asInt() == 0
                ? "unknown: " + none
                : "half within " + formatDuration(spans.path("p50")) + ", nine in ten within "
                        + formatDuration(spans.path("p90")) + " ("
                        + spans.path("count").asString() + " known)";
    }

    private static String share(JsonNode share, String none) {
        return share.path("share").isNull()
                ? "unknown: " + none
                : String.format(
                        Locale.ROOT,
                        "%d of %d: %.1f %%, between %.1f and %.1f %%",
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
