// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.capacity;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult.GateEvidenceItem;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.decisions.capacity.CapacitySplitPlan;
import dev.evenkeel.server.decisions.capacity.TeamTimeReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Model of the capacity page. Answers: where does our time go, and should it?
///
/// @param summary the answer in a sentence
/// @param reason the rule that determined it, and how far the plan moves now
/// @param teams links to the page of each team, all teams together first
/// @param quarters links to the last four quarters, newest first
/// @param rows one row per kind of work
/// @param notes unknown data, and who set the effective plan
/// @param evaluatedRules the split rules, in order
/// @param overruns kinds of work that exceed the plan of their team, then work items that exceed their estimate
/// @param minimumCapacities effective minimum rules
/// @param assumptions assumptions that apply to every report
record CapacityPageModel(
        String summary,
        String reason,
        List<CapacityFilterOptions.CapacityTabLink> teams,
        List<CapacityFilterOptions.CapacityTabLink> quarters,
        List<WorkKindShareRow> rows,
        List<String> notes,
        List<SplitRuleEvaluationRow> evaluatedRules,
        List<OverPlanRow> overruns,
        List<MinimumTimeShareRule> minimumCapacities,
        List<String> assumptions) {
    private static final int QUARTERS = 4;
    private static final int MOST_ITEMS = 20;

    /// Teams and quarters to choose from.
    ///
    /// @param teams all teams
    record CapacityFilterOptions(List<String> teams, Quarter selectedQuarter, Quarter currentQuarter) {
        /// A link to a team or quarter.
        record CapacityTabLink(String name, String path, boolean current) {}

        List<CapacityTabLink> teamLinks(String current) {
            return Stream.concat(Stream.of(""), teams.stream())
                    .map(team -> new CapacityTabLink(
                            team.isEmpty() ? "everybody" : team, path(team, selectedQuarter), team.equals(current)))
                    .toList();
        }

        List<CapacityTabLink> quarterLinks(String team) {
            return Stream.iterate(currentQuarter, quarter -> quarter.minus(1))
                    .limit(QUARTERS)
                    .map(quarter -> new CapacityTabLink(
                            quarter.toString(), path(team, quarter), quarter.equals(selectedQuarter)))
                    .toList();
        }

        private static String path(String team, Quarter quarter) {
            return "/capacity?team=" + URLEncoder.encode(team, StandardCharsets.UTF_8) + "&quarter=" + quarter;
        }
    }

    /// A kind of work.
    ///
    /// @param next share at the next step towards the target; the size of a step is limited
    /// @param target share recommended by the rule
    /// @param actualShare 0 to 1; 0 also if unknown
    /// @param planShare share in the effective plan
    /// @param isOver whether it exceeds the plan by at least the margin
    /// @param label text of the bar for screen readers
    record WorkKindShareRow(
            String kind,
            String items,
            String planned,
            String actual,
            String inForce,
            String next,
            String target,
            double actualShare,
            double planShare,
            boolean isOver,
            String label) {}

    /// A rule of the capacity split.
    record SplitRuleEvaluationRow(
            String number, String rule, StatusBadge applies, String reason, List<GateEvidenceItem> evidence) {}

    /// A team's kind of work, or a work item, that exceeds the plan.
    record OverPlanRow(String team, String subject, String excess, String plan) {}

    static CapacityPageModel of(TeamTimeReport report, CapacityFilterOptions choice) {
        return new CapacityPageModel(
                summary(report),
                reason(report),
                choice.teamLinks(report.team()),
                choice.quarterLinks(report.team()),
                report.work().rows().stream().map(row -> toRow(row, report)).toList(),
                notes(report),
                report.recommendation().evaluatedRules().stream()
                        .map(CapacityPageModel::ruleRow)
                        .toList(),
                Stream.concat(
                                report.overruns().stream().map(CapacityPageModel::toOverPlanRow),
                                report.work().itemOverruns().stream()
                                        .limit(MOST_ITEMS)
                                        .map(CapacityPageModel::toOverPlanRow))
                        .toList(),
                report.required(),
                TeamTimeReport.ASSUMPTIONS.stream()
                        .map(DisplayFormatter::toSentence)
                        .toList());
    }

    private static String summary(TeamTimeReport report) {
        String who = report.team().isEmpty() ? "Everybody together" : report.team();
        return who + ": " + report.recommendation().decidingRule().rule().advice() + ".";
    }

    private static String reason(TeamTimeReport report) {
        SplitRecommendation.RuleEvaluation decided = report.recommendation().decidingRule();
        return DisplayFormatter.toSentence(
                        "rule " + decided.rule().number() + " of the ladder, because " + decided.reason())
                + " "
                + DisplayFormatter.toSentence(
                        "the plan " + report.adjustment().outcome().description());
    }

    private static List<String> notes(TeamTimeReport report) {
        CapacitySplitPlan plan = report.plan();
        String force = plan == null
                ? "In force is the usual split of the policy."
                : "In force since " + plan.since().toString().substring(0, 10) + " by " + plan.person() + ": "
                        + DisplayFormatter.toSentence(plan.reason());
        String gap = report.work().missingDataReason();
        return gap.isEmpty() ? List.of(force) : List.of(DisplayFormatter.toSentence(gap), force);
    }

    private static WorkKindShareRow toRow(WorkSummary.Row row, TeamTimeReport report) {
        WorkKind kind = row.kind();
        Optional<Double> actual = report.work().actual().map(split -> split.shareOf(kind));
        return new WorkKindShareRow(
                kind.label(),
                QuantityFormatter.formatCount(row.items()),
                formatShare(report.work().planned(), kind) + ", " + formatDays(row.planned()),
                formatShare(report.work().actual(), kind) + ", " + formatDays(row.actual()),
                QuantityFormatter.formatPercent(report.inForce().shareOf(kind)),
                QuantityFormatter.formatPercent(report.adjustment().next().shareOf(kind)),
                QuantityFormatter.formatPercent(report.adjustment().target().shareOf(kind)),
                actual.orElse(0.0),
                report.inForce().shareOf(kind),
                actual.filter(share -> share - report.inForce().shareOf(kind) >= PlannedTimeShareOverrun.MARGIN)
                        .isPresent(),
                kind.label() + ": " + formatShare(report.work().actual(), kind) + " of the time, "
                        + QuantityFormatter.formatPercent(report.inForce().shareOf(kind)) + " by the plan");
    }

    private static String formatShare(Optional<CapacitySplit> split, WorkKind kind) {
        return split.map(known -> QuantityFormatter.formatPercent(known.shareOf(kind)))
                .orElse("unknown");
    }

    private static String formatDays(double days) {
        return DisplayFormatter.keepTogether(QuantityFormatter.formatNumber(days) + " d");
    }

    private static SplitRuleEvaluationRow ruleRow(SplitRecommendation.RuleEvaluation ruleEvaluation) {
        return new SplitRuleEvaluationRow(
                ruleEvaluation.rule().number(),
                ruleEvaluation.rule().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                StatusBadge.of(ruleEvaluation.applies()),
                DisplayFormatter.toSentence(ruleEvaluation.reason()),
                ruleEvaluation.evidence());
    }

    private static OverPlanRow toOverPlanRow(PlannedTimeShareOverrun over) {
        return new OverPlanRow(
                over.team(),
                over.kind().label(),
                formatDays(over.days()),
                QuantityFormatter.formatPercent(over.actual()) + " of the time for "
                        + QuantityFormatter.formatPercent(over.planned()));
    }

    private static OverPlanRow toOverPlanRow(WorkItem item) {
        double over = item.daysOver();
        double actual = item.actual() == null ? over : item.actual();
        return new OverPlanRow(
                item.team().isEmpty() ? "nobody said" : item.team(),
                item.key() + " " + item.title(),
                formatDays(over),
                formatDays(actual) + " for " + formatDays(actual - over));
    }
}
