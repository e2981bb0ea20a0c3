// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyRankGuardrail;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import dev.evenkeel.server.console.rollout.GuardrailRow;
import java.util.ArrayList;
import java.util.List;

/// A guardrail's share of the plan's false alarm probability.
///
/// @param guardrail name of the guardrail
/// @param breach condition that counts as harm
/// @param budget maximum probability, over the whole rollout, that it rolls back a harmless candidate
record FalseAlarmBudgetRow(String guardrail, String breach, String budget) {
    /// Returns a row for every guardrail of a plan and for the circuit breakers in the SDK processes.
    static List<FalseAlarmBudgetRow> of(RolloutPlan plan) {
        double all = StrictMath.exp(-plan.logRollbackThreshold());
        List<FalseAlarmBudgetRow> lines = new ArrayList<>();
        ErrorGuardrail errors = plan.guardrails().errors();
        lines.add(new FalseAlarmBudgetRow(
                GuardrailRow.formatName(errors.name()),
                "units fail more than " + QuantityFormatter.formatRatio(errors.rollbackRatio()) + " as often",
                formatBudget(errors.action(), all * errors.weight())));
        plan.guardrails()
                .latency()
                .forEach(latency -> lines.add(new FalseAlarmBudgetRow(
                        GuardrailRow.formatName(latency.name()),
                        "slower than " + QuantityFormatter.formatRatio(latency.rollbackRatio()) + " control's",
                        formatBudget(latency.action(), all * latency.weight()))));
        LatencyRankGuardrail rank = plan.guardrails().rank();
        if (rank != null) {
            lines.add(new FalseAlarmBudgetRow(
                    GuardrailRow.formatName(rank.name()),
                    "slower than " + QuantityFormatter.formatRatio(rank.rollbackRatio()) + " control's",
                    formatBudget(rank.action(), all * rank.weight())));
        }
        plan.guardrails().metrics().forEach(metric -> lines.add(of(metric, all)));
        LocalBreakerPolicy breaker = plan.breaker();
        if (breaker != null) {
            lines.add(new FalseAlarmBudgetRow(
                    "Breakers in the processes",
                    "one process alone sees as much, up to " + QuantityFormatter.formatCount(breaker.instances())
                            + " of them",
                    QuantityFormatter.formatPercent(plan.alpha() - all)));
        }
        return lines;
    }

    private static FalseAlarmBudgetRow of(CustomMetricGuardrail metric, double all) {
        return switch (metric) {
            case ZeroToleranceGuardrail ignored ->
                new FalseAlarmBudgetRow(metric.name(), "the first event", "outside the sum: it is a fact");
            case EventCeilingGuardrail ceiling ->
                new FalseAlarmBudgetRow(
                        metric.name(),
                        "more than " + QuantityFormatter.formatPercent(ceiling.limit()) + " of calls",
                        QuantityFormatter.formatPercent(all) + ", outside the sum");
            case EventGuardrail events ->
                new FalseAlarmBudgetRow(
                        metric.name(), formatRatioLimit(events.rollbackRatio()), formatOwnBudget(metric, all));
            case SliceGuardrail slice ->
                new FalseAlarmBudgetRow(
                        metric.name(), formatRatioLimit(slice.rollbackRatio()), formatOwnBudget(metric, all));
            case ValueGuardrail value ->
                new FalseAlarmBudgetRow(
                        metric.name(), formatRatioLimit(value.rollbackRatio()), formatOwnBudget(metric, all));
        };
    }

    private static String formatRatioLimit(double ratio) {
        return "worse than " + QuantityFormatter.formatRatio(ratio) + " control's";
    }

    private static String formatOwnBudget(CustomMetricGuardrail metric, double all) {
        return formatBudget(metric.action(), all * metric.weight());
    }

    private static String formatBudget(GuardrailAction action, double chance) {
        return switch (action) {
            case ROLL_BACK -> QuantityFormatter.formatPercent(chance);
            case HOLD -> QuantityFormatter.formatPercent(chance) + ", and only holds";
            case OBSERVE -> "none: it only observes";
        };
    }
}
