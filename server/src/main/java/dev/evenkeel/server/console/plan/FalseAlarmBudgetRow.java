// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyRankGuardrail;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PlanFormatter;
import dev.evenkeel.server.console.rollout.GuardrailRow;
import java.util.ArrayList;
import java.util.List;

/// What one guardrail may spend of the plan's chance of a false alarm.
///
/// @param guardrail its name
/// @param breach what it takes for harm
/// @param budget chance that it rolls a harmless candidate back, at most, over the whole rollout
record FalseAlarmBudgetRow(String guardrail, String breach, String budget) {
    /// Every guardrail of a plan, and the breakers in the processes.
    static List<FalseAlarmBudgetRow> of(RolloutPlan plan) {
        double all = StrictMath.exp(-plan.logRollbackNeeded());
        List<FalseAlarmBudgetRow> lines = new ArrayList<>();
        ErrorGuardrail errors = plan.guardrails().errors();
        lines.add(new FalseAlarmBudgetRow(
                GuardrailRow.nameOf(errors.name()),
                "units fail more than " + PlanFormatter.times(errors.rollbackRatio()) + " as often",
                budget(errors.action(), all * errors.weight())));
        plan.guardrails()
                .latency()
                .forEach(latency -> lines.add(new FalseAlarmBudgetRow(
                        GuardrailRow.nameOf(latency.name()),
                        "slower than " + PlanFormatter.times(latency.rollbackRatio()) + " control's",
                        budget(latency.action(), all * latency.weight()))));
        LatencyRankGuardrail rank = plan.guardrails().rank();
        if (rank != null) {
            lines.add(new FalseAlarmBudgetRow(
                    GuardrailRow.nameOf(rank.name()),
                    "slower than " + PlanFormatter.times(rank.rollbackRatio()) + " control's",
                    budget(rank.action(), all * rank.weight())));
        }
        plan.guardrails().metrics().forEach(metric -> lines.add(of(metric, all)));
        LocalBreakerPolicy breaker = plan.breaker();
        if (breaker != null) {
            lines.add(new FalseAlarmBudgetRow(
                    "Breakers in the processes",
                    "one process alone sees as much, up to " + DisplayFormatter.count(breaker.instances()) + " of them",
                    PlanFormatter.share(plan.alpha() - all)));
        }
        return lines;
    }

    private static FalseAlarmBudgetRow of(MetricGuardrail metric, double all) {
        return switch (metric) {
            case ZeroToleranceGuardrail ignored ->
                new FalseAlarmBudgetRow(metric.name(), "the first event", "outside the sum: it is a fact");
            case EventCeilingGuardrail ceiling ->
                new FalseAlarmBudgetRow(
                        metric.name(),
                        "more than " + PlanFormatter.share(ceiling.limit()) + " of calls",
                        PlanFormatter.share(all) + ", outside the sum");
            case EventGuardrail events ->
                new FalseAlarmBudgetRow(metric.name(), above(events.rollbackRatio()), own(metric, all));
            case SliceGuardrail slice ->
                new FalseAlarmBudgetRow(metric.name(), above(slice.rollbackRatio()), own(metric, all));
            case ValueGuardrail value ->
                new FalseAlarmBudgetRow(metric.name(), above(value.rollbackRatio()), own(metric, all));
        };
    }

    private static String above(double ratio) {
        return "worse than " + PlanFormatter.times(ratio) + " control's";
    }

    private static String own(MetricGuardrail metric, double all) {
        return budget(metric.action(), all * metric.weight());
    }

    private static String budget(GuardrailAction action, double chance) {
        return switch (action) {
            case ROLL_BACK -> PlanFormatter.share(chance);
            case HOLD -> PlanFormatter.share(chance) + ", and only holds";
            case OBSERVE -> "none: it only observes";
        };
    }
}
