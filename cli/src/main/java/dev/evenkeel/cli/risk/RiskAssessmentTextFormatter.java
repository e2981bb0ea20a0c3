// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.files.report.ReportNumberFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of stored assessments as text.
final class RiskAssessmentTextFormatter {
    private RiskAssessmentTextFormatter() {}

    static String formatTable(JsonNode all) {
        var textTable = new TextTable("ID", "CREATED", "FLAG", "CASE", "LOWEST COST", "CONCLUSIVE", "DECISION");
        for (JsonNode made : all) {
            JsonNode result = made.path("result");
            JsonNode decision = made.path("decision");
            textTable.addRow(
                    text(made, "id"),
                    text(made, "createdAt"),
                    text(made, "flag"),
                    text(made, "name"),
                    text(result, "best"),
                    result.path("decides").asBoolean() ? "yes" : "no",
                    decision.isNull() ? "-" : text(decision, "course") + " (" + text(decision, "decidedBy") + ")");
        }
        return textTable.toString();
    }

    static String format(JsonNode made) {
        JsonNode result = made.path("result");
        List<String> lines = new ArrayList<>();
        lines.add(text(made, "id") + ": " + text(made, "name") + " (flag " + text(made, "flag") + "), created by "
                + text(made, "author") + " at " + text(made, "createdAt") + ", expires at "
                + text(made, "validUntil"));
        lines.add("");
        var textTable = new TextTable("COURSE", "START", "MAJOR INCIDENT", "TOTAL", "CHEAPEST");
        for (JsonNode course : result.path("courses")) {
            textTable.addRow(
                    text(course, "name"),
                    text(course, "start"),
                    course.path("migrates").asBoolean() ? range(course.path("chance")) : "-",
                    ReportNumberFormatter.formatMoney(course.at("/total/middle").asDouble()) + " "
                            + text(result, "currency"),
                    ReportNumberFormatter.formatPercent(course.path("cheapest").asDouble()));
        }
        lines.add(textTable.toString());
        lines.addAll(CommitmentRiskTextFormatter.format(result.path("courses")));
        lines.add(
                result.path("decides").asBoolean()
                        ? "Lowest expected cost: \"" + text(result, "best") + "\"."
                        : "The data is not decisive; the result depends on "
                                + String.join(", ", toTexts(result.path("hangsOn"))) + ".");
        lines.add(formatDecision(made));
        lines.add(formatWork(made));
        lines.add("Model " + text(result, "model") + ", seed "
                + result.path("seed").asLong() + ", " + result.path("draws").asLong() + " draws, data "
                + text(result, "dataHash"));
        return String.join(System.lineSeparator(), lines);
    }

    static String formatDecision(JsonNode made) {
        JsonNode decision = made.path("decision");
        if (decision.isNull()) {
            return "No decision yet.";
        }
        List<String> consulted = toTexts(decision.path("consulted"));
        String dissent = text(decision, "dissent");
        return "Decision: \"" + text(decision, "course") + "\", by " + text(decision, "decidedBy") + " at "
                + text(decision, "at")
                + ". Reason: " + text(decision, "reason")
                + (consulted.isEmpty() ? "" : ". Consulted: " + String.join(", ", consulted))
                + (dissent.isEmpty() ? "" : ". Dissent: " + dissent);
    }

    static String formatWork(JsonNode made) {
        List<String> done = new ArrayList<>();
        made.path("completedWork")
                .forEach(one -> done.add("\"" + text(one, "item") + "\" ("
                        + ReportNumberFormatter.formatDecimal(one.path("weeks").asDouble()) + " weeks)"));
        String open = toTexts(made.at("/result/workItems")).stream()
                .filter(item -> made.path("completedWork")
                        .valueStream()
                        .noneMatch(one -> text(one, "item").equals(item)))
                .map(item -> "\"" + item + "\"")
                .collect(Collectors.joining(", "));
        return "Completed work: " + (done.isEmpty() ? "none" : String.join(", ", done))
                + (open.isEmpty() ? "" : "; remaining: " + open) + ".";
    }

    static List<String> toTexts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String range(JsonNode range) {
        return ReportNumberFormatter.formatPercent(
                range.path("middle").asDouble(),
                range.path("low").asDouble(),
                range.path("high").asDouble());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
