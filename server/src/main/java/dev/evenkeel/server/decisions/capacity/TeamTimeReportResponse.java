// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.SplitRule;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A capacity report in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param gap why the actual split is missing or incomplete; empty when it is complete
/// @param plan null while the default split applies
/// @param itemOverruns work items whose effort exceeded their plan
record TeamTimeReportResponse(
        String team,
        Instant from,
        Instant to,
        int items,
        int withoutActual,
        int withoutPlan,
        String gap,
        List<WorkKindRow> rows,
        @Nullable Plan plan,
        RecommendedSplitResponse derived,
        List<SplitRecommendation.RuleEvaluation> evaluatedRules,
        List<PlannedTimeShareOverrun> overruns,
        List<WorkItemOverrun> itemOverruns,
        PolicyResponse policy,
        List<MinimumTimeShareRule> required,
        List<String> assumptions) {

    /// The numbers of one kind of work. Shares are 0 to 1; null when unknown.
    ///
    /// @param planned share of the planned effort of the work in the window
    /// @param actual share of the actual effort
    /// @param inForce share in the team's current split
    /// @param derived share in the next step towards the recommended split
    record WorkKindRow(
            WorkKind kind,
            int items,
            double plannedDays,
            double actualDays,
            @Nullable Double planned,
            @Nullable Double actual,
            double inForce,
            double derived) {}

    /// The current plan and its author.
    record Plan(@Nullable SplitRule rule, Instant since, String person, String reason) {}

    /// The recommended split.
    ///
    /// @param number number of the rule, `0` to `4`
    /// @param advice advice of the rule, without a full stop
    /// @param target recommended split
    /// @param shift share that the next step moves
    /// @param summary what limits the step
    record RecommendedSplitResponse(
            SplitRule rule,
            String number,
            String advice,
            String reason,
            Map<WorkKind, Double> target,
            SplitAdjustment.TeamTimeAdjustmentOutcome outcome,
            double shift,
            String summary) {}

    /// A work item whose effort exceeded its plan, in person-days.
    record WorkItemOverrun(
            String key, String title, String team, WorkKind kind, double planned, double actual, double over) {
        static WorkItemOverrun of(WorkItem item) {
            double over = item.daysOver();
            double actual = item.actual() == null ? over : item.actual();
            return new WorkItemOverrun(item.key(), item.title(), item.team(), item.kind(), actual - over, actual, over);
        }
    }

    /// The policy of the team.
    record PolicyResponse(
            Map<WorkKind, Double> defaultSplit,
            @Nullable Double daysPerWeek,
            @Nullable BigDecimal costOfDelay,
            String currency) {
        static PolicyResponse of(CapacityPolicy policy) {
            return new PolicyResponse(
                    policy.defaultSplit().shares(), policy.daysPerWeek(), policy.costOfDelay(), policy.currency());
        }
    }

    static TeamTimeReportResponse of(TeamTimeReport report) {
        WorkSummary work = report.work();
        SplitRecommendation.RuleEvaluation decided = report.recommendation().decidingRule();
        SplitAdjustment move = report.adjustment();
        CapacitySplitPlan plan = report.plan();
        return new TeamTimeReportResponse(
                report.team(),
                work.window().from(),
                work.window().to(),
                work.items(),
                work.withoutActual(),
                work.withoutPlan(),
                work.missingDataReason(),
                work.rows().stream().map(row -> toRow(row, report)).toList(),
                plan == null ? null : new Plan(plan.rule(), plan.since(), plan.person(), plan.reason()),
                new RecommendedSplitResponse(
                        decided.rule(),
                        decided.rule().number(),
                        decided.rule().advice(),
                        decided.reason(),
                        report.recommendation().target().shares(),
                        move.outcome(),
                        move.shift(),
                        move.outcome().description()),
                report.recommendation().evaluatedRules(),
                report.overruns(),
                work.itemOverruns().stream().map(WorkItemOverrun::of).toList(),
                PolicyResponse.of(report.policy()),
                report.required(),
                TeamTimeReport.ASSUMPTIONS);
    }

    private static WorkKindRow toRow(WorkSummary.Row row, TeamTimeReport report) {
        return new WorkKindRow(
                row.kind(),
                row.items(),
                row.planned(),
                row.actual(),
                share(report.work().planned(), row.kind()),
                share(report.work().actual(), row.kind()),
                report.inForce().shareOf(row.kind()),
                report.adjustment().next().shareOf(row.kind()));
    }

    private static @Nullable Double share(Optional<CapacitySplit> split, WorkKind kind) {
        return split.map(known -> known.shareOf(kind)).orElse(null);
    }
}
