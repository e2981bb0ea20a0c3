// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.files.report.ReportNumberFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Stored assessments, for a terminal.
final class RiskAssessmentTextFormatter {
    private RiskAssessmentTextFormatter() {}

    static String table(JsonNode all) {
        var table = new TextTable("ASSESSMENT", "MADE", "FLAG", "CASE", "COSTS LEAST", "DECIDES", "DECIDED ON");
        for (JsonNode made : all) {
            JsonNode result = made.path("result");
            JsonNode decision = made.path("decision");
            table.row(
                    text(made, "id"),
                    text(made, "madeAt"),
                    text(made, "flag"),
                    text(made, "name"),
                    text(result, "best"),
                    result.path("decides").asBoolean() ? "yes" : "no",
                    decision.isNull() ? "-" : text(decision, "course") + " (" + text(decision, "person") + ")");
        }
        return table.toString();
    }

    static String of(JsonNode made) {
        JsonNode result = made.path("result");
        List<String> lines = new ArrayList<>();
        lines.add(text(made, "id") + ": " + text(made, "name") + " (flag " + text(made, "flag") + "), by "
                + text(made, "author") + " at " + text(made, "madeAt") + ", stale from " + text(made, "validUntil"));
        lines.add("");
        var table = new TextTable("COURSE", "START", "MAJOR INCIDENT", "TOTAL", "CHEAPEST IN");
        for (JsonNode course : result.path("courses")) {
            table.row(
                    text(course, "name"),
                    text(course, "start"),
                    course.path("migrates").asBoolean() ? range(course.path("chance")) : "-",
                    ReportNumberFormatter.money(course.at("/total/middle").asDouble()) + " " + text(result, "currency"),
                    ReportNumberFormatter.percent(course.path("cheapest").asDouble()));
        }
        lines.add(table.toString());
        lines.addAll(CommitmentTextFormatter.of(result.path("courses")));
        lines.add(
                result.path("decides").asBoolean()
                        ? "\"" + text(result, "best") + "\" costs least on average."
                        : "The data do not decide; it hangs on " + String.join(", ", texts(result.path("hangsOn")))
                                + ".");
        lines.add(decision(made));
        lines.add(work(made));
        lines.add("Model " + text(result, "model") + ", seed "
                + result.path("seed").asLong() + ", " + result.path("draws").asLong() + " draws, data "
                + text(result, "dataHash"));
        return String.join(System.lineSeparator(), lines);
    }

    static String decision(JsonNode made) {
        JsonNode decision = made.path("decision");
        if (decision.isNull()) {
            return "Nobody has decided yet.";
        }
        List<String> heard = texts(decision.path("heard"));
        String dissent = text(decision, "dissent");
        return text(decision, "person") + " decided on \"" + text(decision, "course") + "\" at " + text(decision, "at")
                + ": " + text(decision, "reason") + (heard.isEmpty() ? "" : ". Heard: " + String.join(", ", heard))
                + (dissent.isEmpty() ? "" : ". Dissent: " + dissent);
    }

    static String work(JsonNode made) {
        List<String> done = new ArrayList<>();
        made.path("done")
                .forEach(one -> done.add("\"" + text(one, "item") + "\" ("
                        + ReportNumberFormatter.decimal(one.path("weeks").asDouble()) + " weeks)"));
        String open = texts(made.at("/result/workItems")).stream()
                .filter(item -> made.path("done")
                        .valueStream()
                        .noneMatch(one -> text(one, "item").equals(item)))
                .map(item -> "\"" + item + "\"")
                .collect(Collectors.joining(", "));
        return "Work done: " + (done.isEmpty() ? "none" : String.join(", ", done))
                + (open.isEmpty() ? "" : "; not done: " + open) + ".";
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String range(JsonNode range) {
        return ReportNumberFormatter.percent(
                range.path("middle").asDouble(),
                range.path("low").asDouble(),
                range.path("high").asDouble());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
