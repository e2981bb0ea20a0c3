// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.files.plan.RolloutPlanJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON representation of an experiment plan. Shares and the confidence are in percent; gains of a
/// conversion in percentage points.
public record ExperimentPlanJson(
        List<Variant> variants,
        List<Goal> goals,
        BigDecimal confidence,
        Rule rule,
        Duration window,
        long expectedUnits,
        @Nullable String covariate) {
    /// A variant and its share.
    public record Variant(String variant, BigDecimal share) {}

    /// A goal; a conversion has no cap.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Goal(
            String metric, GoalKind kind, @Nullable Double cap, ImprovementDirection better) {}

    /// The decision rule.
    public record Rule(double shipAbove, double stopBelow, Duration maxDuration) {}

    /// Converts a plan.
    public static ExperimentPlanJson of(ExperimentPlan plan) {
        double unit = ExperimentPlanCodec.gainUnit(plan.primary().kind());
        return new ExperimentPlanJson(
                plan.parts().stream()
                        .map(part -> new Variant(part.variant(), RolloutPlanJson.toPercent(part.share())))
                        .toList(),
                plan.goals().stream()
                        .map(goal -> new Goal(
                                goal.metric(),
                                goal.kind(),
                                goal.kind() == GoalKind.CONVERSION ? null : goal.cap(),
                                goal.better()))
                        .toList(),
                ExperimentPlanCodec.toPercent(1 - plan.alpha()),
                new Rule(
                        plan.rule().shipAbove() / unit,
                        plan.rule().stopBelow() / unit,
                        plan.rule().maxDuration()),
                plan.window(),
                plan.expectedUnits(),
                plan.covariate());
    }
}
