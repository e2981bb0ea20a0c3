// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeiling;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LocalBreaker;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.RankGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroTolerance;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.kit.PlanFigures;
import dev.evenkeel.server.console.rollout.GuardrailRow;
import java.util.ArrayList;
import java.util.List;

/// What one guardrail may spend of the plan's chance of a false alarm.
///
/// @param guardrail its name
/// @param breach what it takes for harm
/// @param budget chance that it rolls a harmless candidate back, at most, over the whole rollout
record BudgetLine(String guardrail, String breach, String budget) {
    /// Every guardrail of a plan, and the breakers in the processes.
    static List<BudgetLine> of(RolloutPlan plan) {
        double all = StrictMath.exp(-plan.logRollbackNeeded());
        List<BudgetLine> lines = new ArrayList<>();
        ErrorGuardrail errors = plan.guardrails().errors();
        lines.add(new BudgetLine(
                GuardrailRow.nameOf(errors.name()),
                "units fail more than " + PlanFigures.times(errors.rollbackRatio()) + " as often",
                budget(errors.action(), all * errors.weight())));
        plan.guardrails()
                .latency()
                .forEach(latency -> lines.add(new BudgetLine(
                        GuardrailRow.nameOf(latency.name()),
                        "slower than " + PlanFigures.times(latency.rollbackRatio()) + " control's",
                        budget(latency.action(), all * latency.weight()))));
        RankGuardrail rank = plan.guardrails().rank();
        if (rank != null) {
            lines.add(new BudgetLine(
                    GuardrailRow.nameOf(rank.name()),
                    "slower than " + PlanFigures.times(rank.rollbackRatio()) + " control's",
                    budget(rank.action(), all * rank.weight())));
        }
        plan.guardrails().metrics().forEach(metric -> lines.add(of(metric, all)));
        LocalBreaker breaker = plan.breaker();
        if (breaker != null) {
            lines.add(new BudgetLine(
                    "Breakers in the processes",
                    "one process alone sees as much, up to " + Numbers.count(breaker.instances()) + " of them",
                    PlanFigures.share(plan.alpha() - all)));
        }
        return lines;
    }

    private static BudgetLine of(MetricGuardrail metric, double all) {
        return switch (metric) {
            case ZeroTolerance ignored ->
                new BudgetLine(metric.name(), "the first event", "outside the sum: it is a fact");
            case EventCeiling ceiling ->
                new BudgetLine(
                        metric.name(),
                        "more than " + PlanFigures.share(ceiling.limit()) + " of calls",
                        PlanFigures.share(all) + ", outside the sum");
            case EventGuardrail events ->
                new BudgetLine(metric.name(), above(events.rollbackRatio()), own(metric, all));
            case SliceGuardrail slice -> new BudgetLine(metric.name(), above(slice.rollbackRatio()), own(metric, all));
            case ValueGuardrail value -> new BudgetLine(metric.name(), above(value.rollbackRatio()), own(metric, all));
        };
    }

    private static String above(double ratio) {
        return "worse than " + PlanFigures.times(ratio) + " control's";
    }

    private static String own(MetricGuardrail metric, double all) {
        return budget(metric.action(), all * metric.weight());
    }

    private static String budget(GuardrailAction action, double chance) {
        return switch (action) {
            case ROLL_BACK -> PlanFigures.share(chance);
            case HOLD -> PlanFigures.share(chance) + ", and only holds";
            case OBSERVE -> "none: it only observes";
        };
    }
}
