// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.CapacityApi.CapacityPolicyResponse;
import dev.evenkeel.api.CapacityApi.Plan;
import dev.evenkeel.api.CapacityApi.RecommendedSplitResponse;
import dev.evenkeel.api.CapacityApi.TeamTimeReportResponse;
import dev.evenkeel.api.CapacityApi.WorkItemOverrun;
import dev.evenkeel.api.CapacityApi.WorkKindRow;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitRecommendation.RuleEvaluation;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSummary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Conversion of capacity reports and policies to responses.
final class TeamTimeReportResponses {
    private TeamTimeReportResponses() {}

    static TeamTimeReportResponse of(TeamTimeReport report) {
        WorkSummary work = report.work();
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
                toRecommendedSplit(report),
                report.recommendation().evaluatedRules(),
                report.overruns(),
                work.itemOverruns().stream()
                        .map(TeamTimeReportResponses::toOverrun)
                        .toList(),
                of(report.policy()),
                report.required(),
                TeamTimeReport.ASSUMPTIONS);
    }

    static CapacityPolicyResponse of(CapacityPolicy policy) {
        return new CapacityPolicyResponse(
                policy.defaultSplit().shares(), policy.daysPerWeek(), policy.costOfDelay(), policy.currency());
    }

    private static RecommendedSplitResponse toRecommendedSplit(TeamTimeReport report) {
        RuleEvaluation decided = report.recommendation().decidingRule();
        SplitAdjustment move = report.adjustment();
        return new RecommendedSplitResponse(
                decided.rule(),
                decided.rule().number(),
                decided.rule().advice(),
                decided.reason(),
                report.recommendation().target().shares(),
                move.outcome(),
                move.shift(),
                move.outcome().description());
    }

    private static WorkItemOverrun toOverrun(WorkItem item) {
        double over = item.daysOver();
        double actual = item.actual() == null ? over : item.actual();
        return new WorkItemOverrun(item.key(), item.title(), item.team(), item.kind(), actual - over, actual, over);
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
