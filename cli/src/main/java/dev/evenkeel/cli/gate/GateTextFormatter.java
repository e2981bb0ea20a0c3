// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.terminal.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Gates and what is about them, for people.
final class GateTextFormatter {
    private GateTextFormatter() {}

    /// @param report as the server answers
    static String report(JsonNode report) {
        var table = new TextTable("GATE", "SAYS", "", "UNTIL", "REASON");
        report.path("gates")
                .forEach(gate -> table.row(
                        gate.path("gate").asString(),
                        gate.path("verdict").asString(),
                        standing(gate),
                        TextTable.second(gate.path("until")),
                        gate.path("reason").asString()));
        String name = report.path(report.path("flag").isNull() ? "service" : "flag")
                        .asString() + " in " + report.path("environment").asString();
        String answer = report.path("open").asBoolean()
                ? "The gates are open for a change of " + name + "."
                : "Gates are closed for a change of " + name + ".";
        return String.join(System.lineSeparator(), List.of(answer, "", table.toString()));
    }

    private static String standing(JsonNode gate) {
        JsonNode override = gate.path("override");
        if (override.isObject()) {
            return "overridden by " + override.path("person").asString() + " until "
                    + TextTable.second(override.path("end"));
        }
        if (!gate.path("required").asBoolean()) {
            return "not required";
        }
        return gate.path("closed").asBoolean() ? "closed" : "";
    }

    /// @param lines as the server answers
    static String lines(JsonNode lines) {
        String environment = lines.path("environment").asString();
        if (lines.path("stopped").isEmpty()) {
            return "No line is stopped in " + environment + ".";
        }
        var table = new TextTable("STOPPED", "SINCE", "BY", "REASON");
        lines.path("stopped")
                .forEach(line -> table.row(
                        line.path("service").asString("all of " + environment),
                        TextTable.second(line.path("since")),
                        line.path("person").asString(),
                        line.path("reason").asString()));
        return table.toString();
    }

    /// @param overrides as the server answers
    static String overrides(JsonNode overrides, String environment) {
        if (overrides.isEmpty()) {
            return "No gate was overridden in " + environment + ".";
        }
        var table = new TextTable("ID", "FLAG", "GATE", "CLASS", "BY", "SINCE", "UNTIL", "REASON");
        overrides.forEach(one -> table.row(
                one.path("id").asString(),
                one.path("flag").asString(),
                one.path("gate").asString(),
                one.path("changeClass").asString(),
                one.path("person").asString(),
                TextTable.second(one.path("since")),
                TextTable.second(one.path("end")),
                one.path("reason").asString()));
        return table.toString();
    }

    /// @param reviews as the server answers
    static String reviews(JsonNode reviews, String environment, Instant now) {
        if (reviews.isEmpty()) {
            return "No override waits for a review in " + environment + ".";
        }
        var table = new TextTable("ID", "FLAG", "GATE", "CLASS", "BY", "DUE", "REVIEW", "REASON");
        reviews.forEach(one -> table.row(
                one.path("id").asString(),
                one.path("flag").asString(),
                one.path("gate").asString(),
                one.path("changeClass").asString(),
                one.path("person").asString(),
                TextTable.second(one.path("due")),
                review(one, now),
                one.path("reason").asString()));
        return table.toString();
    }

    private static String review(JsonNode item, Instant now) {
        JsonNode review = item.path("review");
        if (review.isObject()) {
            return review.path("verdict").asString() + " says "
                    + review.path("reviewer").asString() + ": "
                    + review.path("finding").asString();
        }
        return now.isAfter(Instant.parse(item.path("due").asString())) ? "overdue" : "waits";
    }

    /// @param approvals as the server answers
    static String approvals(JsonNode approvals, String environment) {
        if (approvals.isEmpty()) {
            return "No change was approved in " + environment + ".";
        }
        var table = new TextTable("ID", "FLAG", "BY", "", "SINCE", "UNTIL", "REASON");
        approvals.forEach(one -> table.row(
                one.path("id").asString(),
                one.path("flag").asString(),
                one.path("person").asString(),
                one.path("counts").asBoolean() ? "counts" : "counts no more",
                TextTable.second(one.path("since")),
                TextTable.second(one.path("end")),
                one.path("reason").asString()));
        return table.toString();
    }

    /// @param policy as the server answers
    static String policy(JsonNode policy) {
        JsonNode required = policy.path("required");
        String gates = required.isNull() ? "all that are known" : names(required, "none");
        return String.join(
                System.lineSeparator(),
                "Required: " + gates,
                "Known: " + names(policy.path("known"), "none"),
                "Overrides count for: " + names(policy.path("overrideClasses"), "nothing"),
                "Approvals asked for: " + policy.path("approvals").asInt() + rules(policy.path("rules")),
                policy.path("edits").asString().equals("APPROVED")
                        ? "Edits of flags: need as many"
                        : "Edits of flags: free",
                "Treatments of an experiment: " + limit(policy.path("treatmentLimit")));
    }

    private static String limit(JsonNode percent) {
        return percent.isNumber() ? "at most " + percent.asString() + "% of units" : "no limit";
    }

    private static String rules(JsonNode rules) {
        return rules.valueStream()
                .map(rule -> "; " + rule.path("approvals").asInt() + " for " + about(rule.path("service"), "service ")
                        + (rule.path("service").isNull() || rule.path("class").isNull() ? "" : ", ")
                        + about(rule.path("class"), "class "))
                .collect(Collectors.joining());
    }

    private static String about(JsonNode name, String kind) {
        return name.isString() ? kind + name.asString() : "";
    }

    /// @param freezes as the server answers
    static String freezes(JsonNode freezes) {
        JsonNode windows = freezes.path("windows");
        if (windows.isEmpty()) {
            return "The freeze calendar is empty.";
        }
        var table = new TextTable("NAME", "KIND", "FIRST", "ZONE", "LASTS", "AGAIN", "ABOUT", "REASON");
        windows.forEach(window -> table.row(
                window.path("name").asString(),
                window.path("kind").asString(),
                window.path("start").asString(),
                window.path("zone").asString(),
                window.path("duration").asString(),
                window.path("rrule").asString("-"),
                about(window),
                window.path("reason").asString()));
        return table.toString();
    }

    private static String about(JsonNode window) {
        String about = String.join(
                "; ",
                List.of("environments", "services", "tiers", "classes").stream()
                        .filter(part -> !window.path(part).isEmpty())
                        .map(part -> part + " " + names(window.path(part), ""))
                        .toList());
        return about.isEmpty() ? "all" : about;
    }

    private static String names(JsonNode names, String none) {
        return names.isEmpty()
                ? none
                : String.join(", ", names.valueStream().map(JsonNode::asString).toList());
    }
}
