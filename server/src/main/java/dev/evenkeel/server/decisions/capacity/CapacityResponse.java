// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityOverrun;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumCapacityRule;
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

/// A report as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param gap why no actual split is told, or what is missing in it; empty when nothing is
/// @param plan null while the usual split is in force
/// @param overItems work that took more than was planned
record CapacityResponse(
        String team,
        Instant from,
        Instant to,
        int items,
        int withoutActual,
        int withoutPlan,
        String gap,
        List<WorkKindRow> rows,
        @Nullable Plan plan,
        DerivedSplit derived,
        List<SplitRecommendation.RuleEvaluation> asked,
        List<CapacityOverrun> over,
        List<OverrunItem> overItems,
        PolicyResponse policy,
        List<MinimumCapacityRule> required,
        List<String> assumptions) {

    /// A kind of work. Shares are 0 to 1; null where they are not known.
    ///
    /// @param planned share of the effort that was planned for the work of the window
    /// @param actual share of the effort that went in
    /// @param inForce share by the plan of the team
    /// @param derived share by the next step that the ladder asks for
    record WorkKindRow(
            WorkKind kind,
            int items,
            double plannedDays,
            double actualDays,
            @Nullable Double planned,
            @Nullable Double actual,
            double inForce,
            double derived) {}

    /// Who put the plan in force.
    record Plan(@Nullable SplitRule rung, Instant since, String person, String reason) {}

    /// Where the ladder points.
    ///
    /// @param number of the rung, `0` to `4`
    /// @param advice what to do, without a full stop
    /// @param target where it points in the end
    /// @param moved share that the next step moves
    /// @param words what limits the step
    record DerivedSplit(
            SplitRule rung,
            String number,
            String advice,
            String reason,
            Map<WorkKind, Double> target,
            SplitAdjustment.Limit outcome,
            double moved,
            String words) {}

    /// Work over its plan, in person-days.
    record OverrunItem(
            String key, String title, String team, WorkKind kind, double planned, double actual, double over) {
        static OverrunItem of(WorkItem item) {
            double over = item.daysOver();
            double actual = item.actual() == null ? over : item.actual();
            return new OverrunItem(item.key(), item.title(), item.team(), item.kind(), actual - over, actual, over);
        }
    }

    /// What people have set.
    record PolicyResponse(
            Map<WorkKind, Double> usual,
            @Nullable Double daysPerWeek,
            @Nullable BigDecimal delayCost,
            String currency) {
        static PolicyResponse of(CapacityPolicy policy) {
            return new PolicyResponse(
                    policy.usual().shares(), policy.daysPerWeek(), policy.delayCost(), policy.currency());
        }
    }

    static CapacityResponse of(CapacityReport report) {
        WorkSummary work = report.work();
        SplitRecommendation.RuleEvaluation decided = report.ladder().decided();
        SplitAdjustment move = report.move();
        CapacityPlan plan = report.plan();
        return new CapacityResponse(
                report.team(),
                work.window().from(),
                work.window().to(),
                work.items(),
                work.withoutActual(),
                work.withoutPlan(),
                work.gap(),
                work.rows().stream().map(row -> row(row, report)).toList(),
                plan == null ? null : new Plan(plan.rung(), plan.since(), plan.person(), plan.reason()),
                new DerivedSplit(
                        decided.rung(),
                        decided.rung().number(),
                        decided.rung().advice(),
                        decided.reason(),
                        report.ladder().target().shares(),
                        move.outcome(),
                        move.moved(),
                        move.outcome().words()),
                report.ladder().asked(),
                report.over(),
                work.over().stream().map(OverrunItem::of).toList(),
                PolicyResponse.of(report.policy()),
                report.required(),
                CapacityReport.ASSUMPTIONS);
    }

    private static WorkKindRow row(WorkSummary.Row row, CapacityReport report) {
        return new WorkKindRow(
                row.kind(),
                row.items(),
                row.planned(),
                row.actual(),
                share(report.work().planned(), row.kind()),
                share(report.work().actual(), row.kind()),
                report.inForce().share(row.kind()),
                report.move().next().share(row.kind()));
    }

    private static @Nullable Double share(Optional<CapacitySplit> split, WorkKind kind) {
        return split.map(known -> known.share(kind)).orElse(null);
    }
}
