// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A formatter of capacity reports, policies and rules as text.
final class CapacityTextFormatter {
    private static final int A_DAY = 10;

    private CapacityTextFormatter() {}

    /// @param report response of the server
    static String formatReport(JsonNode report, String team) {
        List<String> lines = new ArrayList<>();
        lines.add("Time split of " + team + ", " + day(report.path("from")) + " to " + day(report.path("to")) + ":");
        lines.add("");
        lines.add(rows(report));
        String gap = report.path("gap").asString();
        if (!gap.isEmpty()) {
            lines.add("Missing data: " + gap + ".");
        }
        JsonNode plan = report.path("plan");
        lines.add(
                plan.isNull()
                        ? "Current plan: the default split of the policy."
                        : "Current plan: set " + TextTable.formatInstant(plan.path("since")) + " by "
                                + plan.path("person").asString() + ": "
                                + plan.path("reason").asString());
        lines.add("");
        derived(report, lines);
        over(report, lines);
        lines.add("");
        lines.add("Assumptions:");
        report.path("assumptions").forEach(assumption -> lines.add("  " + assumption.asString()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String rows(JsonNode report) {
        var textTable = new TextTable(
                "KIND",
                "ITEMS",
                "PLANNED DAYS",
                "ACTUAL DAYS",
                "PLANNED",
                "ACTUAL",
                "CURRENT PLAN",
                "NEXT PLAN",
                "TARGET");
        JsonNode target = report.path("derived").path("target");
        report.path("rows")
                .forEach(row -> textTable.addRow(
                        word(row.path("kind")),
                        row.path("items").asString(),
                        days(row.path("plannedDays")),
                        days(row.path("actualDays")),
                        share(row.path("planned")),
                        share(row.path("actual")),
                        share(row.path("inForce")),
                        share(row.path("derived")),
                        share(target.path(row.path("kind").asString()))));
        return textTable.toString();
    }

    private static void derived(JsonNode report, List<String> lines) {
        JsonNode derived = report.path("derived");
        lines.add("Rule " + derived.path("number").asString() + " applies, because "
                + derived.path("reason").asString() + ": "
                + derived.path("advice").asString() + ".");
        lines.add("The plan " + derived.path("summary").asString() + ".");
        var textTable = new TextTable("RULE", "APPLIES", "REASON");
        report.path("evaluatedRules")
                .forEach(one -> textTable.addRow(
                        word(one.path("rule")),
                        word(one.path("applies")),
                        one.path("reason").asString()));
        lines.add("");
        lines.add(textTable.toString());
        JsonNode evidence = report.path("evaluatedRules")
                .path(report.path("evaluatedRules").size() - 1)
                .path("evidence");
        evidence.forEach(fact -> lines.add(
                "  " + fact.path("name").asString() + ": " + fact.path("value").asString()));
    }

    private static void over(JsonNode report, List<String> lines) {
        lines.add("");
        if (report.path("overruns").isEmpty() && report.path("itemOverruns").isEmpty()) {
            lines.add("No team and no item exceeds its plan.");
            return;
        }
        var textTable = new TextTable("OVER PLAN", "EXCESS", "ACTUAL");
        report.path("overruns")
                .forEach(one -> textTable.addRow(
                        one.path("team").asString() + ": " + word(one.path("kind")),
                        days(one.path("days")) + " days",
                        share(one.path("actual")) + ", planned " + share(one.path("planned"))));
        report.path("itemOverruns")
                .forEach(one -> textTable.addRow(
                        one.path("key").asString() + " " + one.path("title").asString(),
                        days(one.path("over")) + " days",
                        days(one.path("actual")) + " days, planned " + days(one.path("planned"))));
        lines.add(textTable.toString());
    }

    /// @param policy response of the server
    static String formatPolicy(JsonNode policy) {
        List<String> lines = new ArrayList<>();
        lines.add("Default split:");
        policy.path("defaultSplit")
                .properties()
                .forEach(share -> lines.add("  "
                        + share.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + share(share.getValue())));
        lines.add("Person-days per week: " + policy.path("daysPerWeek").asString("not set"));
        lines.add("Cost of delay per week: "
                + (policy.path("costOfDelay").isNull()
                        ? "not set"
                        : policy.path("costOfDelay").asString() + " "
                                + policy.path("currency").asString()));
        return String.join(System.lineSeparator(), lines);
    }

    /// @param rules response of the server
    static String formatRequirements(JsonNode rules) {
        if (rules.isEmpty()) {
            return "No capacity requirements. To create one: ./evenkeel capacity requirement create --help";
        }
        var textTable = new TextTable(
                "ID", "TEAM", "MINIMUM", "KIND", "WEEKS", "ENVIRONMENTS", "EXPIRES", "CREATED BY", "REASON");
        rules.forEach(rule -> textTable.addRow(
                rule.path("id").asString(),
                rule.path("team").asString().isEmpty()
                        ? "all"
                        : rule.path("team").asString(),
                share(rule.path("minimumShare")),
                word(rule.path("kind")),
                rule.path("weeks").asString(),
                rule.path("environments").isEmpty()
                        ? "all"
                        : String.join(
                                ",",
                                rule.path("environments")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()),
                TextTable.formatInstant(rule.path("expiresAt")),
                rule.path("person").asString(),
                rule.path("reason").asString()));
        return textTable.toString();
    }

    /// @param order response of the server
    static String formatWorkOrder(JsonNode order) {
        List<String> lines = new ArrayList<>();
        String currency = order.path("currency").asString();
        if (!order.path("jobs").isEmpty()) {
            var textTable = new TextTable(
                    "WORK",
                    "COST OF DELAY (" + currency + "/WEEK)",
                    order.path("byEffort").asBoolean() ? "PERSON-WEEKS" : "WEEKS",
                    "PRIORITY",
                    "TITLE");
            order.path("jobs")
                    .forEach(job -> textTable.addRow(
                            job.path("key").asString(),
                            money(job.path("costOfDelay")),
                            days(job.path("weeks")),
                            money(job.path("ratio")),
                            job.path("title").asString()));
            lines.add(textTable.toString());
        } else {
            lines.add("No open work has the data that prioritization needs.");
        }
        order.path("unordered")
                .forEach(one -> lines.add("Not prioritized: " + one.path("key").asString() + " "
                        + one.path("title").asString() + " (missing: "
                        + one.path("missing").asString() + ")."));
        return String.join(System.lineSeparator(), lines);
    }

    private static String word(JsonNode name) {
        return name.asString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String day(JsonNode instant) {
        return instant.asString().substring(0, A_DAY);
    }

    private static String days(JsonNode days) {
        return String.format(Locale.ROOT, "%.1f", days.asDouble());
    }

    private static String money(JsonNode money) {
        return String.format(Locale.ROOT, "%,.0f", money.asDouble());
    }

    private static String share(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f%%", 100 * share.asDouble()) : "unknown";
    }
}
