// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatPercentOrUnknown;

import dev.evenkeel.api.CapacityApi.CapacityPolicyResponse;
import dev.evenkeel.api.CapacityApi.Plan;
import dev.evenkeel.api.CapacityApi.RecommendedSplitResponse;
import dev.evenkeel.api.CapacityApi.TeamTimeReportResponse;
import dev.evenkeel.api.CapacityApi.WorkItemOverrun;
import dev.evenkeel.api.CapacityApi.WorkKindRow;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.capacity.CostOfDelayOrder;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitRecommendation.RuleEvaluation;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A formatter of capacity reports, policies and rules as text.
final class CapacityTextFormatter {
    private static final int A_DAY = 10;

    private CapacityTextFormatter() {}

    static String formatReport(TeamTimeReportResponse report, String team) {
        List<String> lines = new ArrayList<>();
        lines.add("Time split of " + team + ", " + day(report.from()) + " to " + day(report.to()) + ":");
        lines.add("");
        lines.add(rows(report));
        if (!report.gap().isEmpty()) {
            lines.add("Missing data: " + report.gap() + ".");
        }
        Plan plan = report.plan();
        lines.add(
                plan == null
                        ? "Current plan: the default split of the policy."
                        : "Current plan: set " + TextTable.formatInstant(plan.since()) + " by " + plan.person() + ": "
                                + plan.reason());
        lines.add("");
        derived(report, lines);
        over(report, lines);
        lines.add("");
        lines.add("Assumptions:");
        report.assumptions().forEach(assumption -> lines.add("  " + assumption));
        return String.join(System.lineSeparator(), lines);
    }

    private static String rows(TeamTimeReportResponse report) {
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
        for (WorkKindRow row : report.rows()) {
            textTable.addRow(
                    word(row.kind()),
                    Integer.toString(row.items()),
                    formatNumber(row.plannedDays()),
                    formatNumber(row.actualDays()),
                    formatPercentOrUnknown(row.planned()),
                    formatPercentOrUnknown(row.actual()),
                    formatPercentOrUnknown(row.inForce()),
                    formatPercentOrUnknown(row.derived()),
                    formatPercentOrUnknown(report.derived().target().get(row.kind())));
        }
        return textTable.toString();
    }

    private static void derived(TeamTimeReportResponse report, List<String> lines) {
        RecommendedSplitResponse derived = report.derived();
        lines.add("Rule " + derived.number() + " applies, because " + derived.reason() + ": " + derived.advice() + ".");
        lines.add("The plan " + derived.summary() + ".");
        var textTable = new TextTable("RULE", "APPLIES", "REASON");
        List<RuleEvaluation> rules = report.evaluatedRules();
        rules.forEach(one -> textTable.addRow(word(one.rule()), word(one.applies()), one.reason()));
        lines.add("");
        lines.add(textTable.toString());
        if (!rules.isEmpty()) {
            rules.getLast().evidence().forEach(fact -> lines.add("  " + fact.name() + ": " + fact.value()));
        }
    }

    private static void over(TeamTimeReportResponse report, List<String> lines) {
        lines.add("");
        if (report.overruns().isEmpty() && report.itemOverruns().isEmpty()) {
            lines.add("No team and no item exceeds its plan.");
            return;
        }
        var textTable = new TextTable("OVER PLAN", "EXCESS", "ACTUAL");
        for (PlannedTimeShareOverrun one : report.overruns()) {
            textTable.addRow(
                    one.team() + ": " + word(one.kind()),
                    formatNumber(one.days()) + " days",
                    formatPercentOrUnknown(one.actual()) + ", planned " + formatPercentOrUnknown(one.planned()));
        }
        for (WorkItemOverrun one : report.itemOverruns()) {
            textTable.addRow(
                    one.key() + " " + one.title(),
                    formatNumber(one.over()) + " days",
                    formatNumber(one.actual()) + " days, planned " + formatNumber(one.planned()));
        }
        lines.add(textTable.toString());
    }

    static String formatPolicy(CapacityPolicyResponse policy) {
        List<String> lines = new ArrayList<>();
        lines.add("Default split:");
        policy.defaultSplit()
                .forEach((kind, share) -> lines.add("  " + word(kind) + " " + formatPercentOrUnknown(share)));
        lines.add("Person-days per week: "
                + (policy.daysPerWeek() == null ? "not set" : formatNumber(policy.daysPerWeek())));
        lines.add("Cost of delay per week: "
                + (policy.costOfDelay() == null
                        ? "not set"
                        : QuantityFormatter.formatMoney(policy.costOfDelay(), policy.currency())));
        return String.join(System.lineSeparator(), lines);
    }

    static String formatRequirements(MinimumTimeShareRule[] rules) {
        if (rules.length == 0) {
            return "No capacity requirements. To create one: ./evenkeel capacity requirement create --help";
        }
        var textTable = new TextTable(
                "ID", "TEAM", "MINIMUM", "KIND", "WEEKS", "ENVIRONMENTS", "EXPIRES", "CREATED BY", "REASON");
        for (MinimumTimeShareRule rule : rules) {
            textTable.addRow(
                    rule.id(),
                    rule.team().isEmpty() ? "all" : rule.team(),
                    formatPercentOrUnknown(rule.minimumShare()),
                    word(rule.kind()),
                    Integer.toString(rule.weeks()),
                    rule.environments().isEmpty() ? "all" : String.join(",", rule.environments()),
                    TextTable.formatInstant(rule.expiresAt()),
                    rule.person(),
                    rule.reason());
        }
        return textTable.toString();
    }

    static String formatWorkOrder(CostOfDelayOrder order) {
        List<String> lines = new ArrayList<>();
        if (order.jobs().isEmpty()) {
            lines.add("No open work has the data that prioritization needs.");
        } else {
            var textTable = new TextTable(
                    "WORK",
                    "COST OF DELAY (" + order.currency() + "/WEEK)",
                    order.byEffort() ? "PERSON-WEEKS" : "WEEKS",
                    "PRIORITY",
                    "TITLE");
            order.jobs()
                    .forEach(job -> textTable.addRow(
                            job.key(),
                            formatNumber(job.costOfDelay().doubleValue()),
                            formatNumber(job.weeks()),
                            formatNumber(job.ratio().doubleValue()),
                            job.title()));
            lines.add(textTable.toString());
        }
        order.unordered()
                .forEach(one -> lines.add(
                        "Not prioritized: " + one.key() + " " + one.title() + " (missing: " + one.missing() + ")."));
        return String.join(System.lineSeparator(), lines);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, A_DAY);
    }
}
