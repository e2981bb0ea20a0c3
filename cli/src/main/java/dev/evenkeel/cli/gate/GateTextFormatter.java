// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.terminal.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of gate results, overrides, approvals, policies and freeze windows as text.
final class GateTextFormatter {
    private GateTextFormatter() {}

    /// @param report response of the server
    static String formatReport(JsonNode report) {
        var textTable = new TextTable("GATE", "VERDICT", "STATUS", "UNTIL", "REASON");
        report.path("gates")
                .forEach(gate -> textTable.addRow(
                        gate.path("gate").asString(),
                        gate.path("verdict").asString(),
                        describeStatus(gate),
                        TextTable.formatInstant(gate.path("until")),
                        gate.path("reason").asString()));
        String name = report.path(report.path("flag").isNull() ? "service" : "flag")
                        .asString() + " in " + report.path("environment").asString();
        String answer = report.path("open").asBoolean()
                ? "The gates are open for a change of " + name + "."
                : "Gates are closed for a change of " + name + ".";
        return String.join(System.lineSeparator(), List.of(answer, "", textTable.toString()));
    }

    private static String describeStatus(JsonNode gate) {
        JsonNode override = gate.path("override");
        if (override.isObject()) {
            return "overridden by " + override.path("createdBy").asString() + " until "
                    + TextTable.formatInstant(override.path("expiresAt"));
        }
        if (!gate.path("required").asBoolean()) {
            return "not required";
        }
        return gate.path("closed").asBoolean() ? "closed" : "";
    }

    /// @param lines response of the server
    static String formatReleasePauses(JsonNode lines) {
        String environment = lines.path("environment").asString();
        if (lines.path("pauses").isEmpty()) {
            return "No releases are paused in environment " + environment + ".";
        }
        var textTable = new TextTable("SERVICE", "PAUSED", "USER", "REASON");
        lines.path("pauses")
                .forEach(line -> textTable.addRow(
                        line.path("service").asString("all services"),
                        TextTable.formatInstant(line.path("pausedAt")),
                        line.path("pausedBy").asString(),
                        line.path("reason").asString()));
        return textTable.toString();
    }

    /// @param overrides response of the server
    static String formatOverrides(JsonNode overrides, String environment) {
        if (overrides.isEmpty()) {
            return "No overrides in environment " + environment + ". To create one: ./evenkeel override create FLAG";
        }
        var textTable = new TextTable("ID", "FLAG", "GATE", "CLASS", "USER", "CREATED", "EXPIRES", "REASON");
        overrides.forEach(one -> textTable.addRow(
                one.path("id").asString(),
                one.path("flag").asString(),
                one.path("gate").asString(),
                one.path("changeClass").asString(),
                one.path("createdBy").asString(),
                TextTable.formatInstant(one.path("createdAt")),
                TextTable.formatInstant(one.path("expiresAt")),
                one.path("reason").asString()));
        return textTable.toString();
    }

    /// @param reviews response of the server
    static String formatReviews(JsonNode reviews, String environment, Instant now) {
        if (reviews.isEmpty()) {
            return "No overrides to review in environment " + environment + ".";
        }
        var textTable = new TextTable("ID", "FLAG", "GATE", "CLASS", "USER", "DUE", "REVIEW", "REASON");
        reviews.forEach(one -> textTable.addRow(
                one.path("id").asString(),
                one.path("flag").asString(),
                one.path("gate").asString(),
                one.path("changeClass").asString(),
                one.path("createdBy").asString(),
                TextTable.formatInstant(one.path("dueAt")),
                review(one, now),
                one.path("reason").asString()));
        return textTable.toString();
    }

    private static String review(JsonNode item, Instant now) {
        JsonNode review = item.path("review");
        if (review.isObject()) {
            return review.path("verdict").asString() + " ("
                    + review.path("reviewer").asString() + "): "
                    + review.path("finding").asString();
        }
        return now.isAfter(Instant.parse(item.path("dueAt").asString())) ? "overdue" : "pending";
    }

    /// @param approvals response of the server
    static String formatApprovals(JsonNode approvals, String environment) {
        if (approvals.isEmpty()) {
            return "No approvals in environment " + environment + ". To create one: ./evenkeel approval create FLAG";
        }
        var textTable = new TextTable("ID", "FLAG", "USER", "STATUS", "CREATED", "EXPIRES", "REASON");
        approvals.forEach(one -> textTable.addRow(
                one.path("id").asString(),
                one.path("flag").asString(),
                one.path("approvedBy").asString(),
                one.path("valid").asBoolean() ? "valid" : "not valid",
                TextTable.formatInstant(one.path("approvedAt")),
                TextTable.formatInstant(one.path("expiresAt")),
                one.path("reason").asString()));
        return textTable.toString();
    }

    /// @param policy response of the server
    static String formatPolicy(JsonNode policy) {
        JsonNode required = policy.path("requiredGates");
        String gates = required.isNull() ? "all" : names(required, "none");
        return String.join(
                System.lineSeparator(),
                "Required gates: " + gates,
                "Available gates: " + names(policy.path("availableGates"), "none"),
                "Classes that may override: " + names(policy.path("overrideClasses"), "none"),
                "Required approvals: " + policy.path("requiredApprovals").asInt() + rules(policy.path("approvalRules")),
                policy.path("editsRequireApproval").asBoolean()
                        ? "Flag edits: same approvals required"
                        : "Flag edits: no approval required",
                "Experiment treatments: " + limit(policy.path("maxTreatmentShare")));
    }

    private static String limit(JsonNode percent) {
        return percent.isNumber() ? "at most " + percent.asString() + "% of units" : "no limit";
    }

    private static String rules(JsonNode rules) {
        return rules.valueStream()
                .map(rule -> "; " + rule.path("requiredApprovals").asInt() + " for "
                        + about(rule.path("service"), "service ")
                        + (rule.path("service").isNull()
                                        || rule.path("changeClass").isNull()
                                ? ""
                                : ", ")
                        + about(rule.path("changeClass"), "class "))
                .collect(Collectors.joining());
    }

    private static String about(JsonNode name, String kind) {
        return name.isString() ? kind + name.asString() : "";
    }

    /// @param freezes response of the server
    static String formatFreezes(JsonNode freezes) {
        JsonNode windows = freezes.path("windows");
        if (windows.isEmpty()) {
            return "No freeze windows. To create them: ./evenkeel freeze apply FILE";
        }
        var textTable =
                new TextTable("NAME", "KIND", "START", "TIME ZONE", "DURATION", "RECURRENCE", "SCOPE", "REASON");
        windows.forEach(window -> textTable.addRow(
                window.path("name").asString(),
                window.path("kind").asString(),
                window.path("start").asString(),
                window.path("zone").asString(),
                window.path("duration").asString(),
                window.path("rrule").asString("-"),
                about(window),
                window.path("reason").asString()));
        return textTable.toString();
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
