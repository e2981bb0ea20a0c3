// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.GoalResults;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known by one goal, as the HTTP API shows it. Means and effects are in the goal's unit; those
/// of a conversion are shares from 0 to 1.
///
/// @param decides whether the decision rule is about this goal
/// @param effects of each treatment; none while units are not split as planned
record ExperimentGoalResponse(
        String metric,
        GoalKind kind,
        boolean decides,
        List<VariantOutcome> variants,
        List<TreatmentEffectResponse> effects) {

    /// Outcomes of one variant.
    ///
    /// @param nonZero units whose outcome is not 0
    /// @param capped units whose outcome is at the cap; for a conversion those that converted
    record VariantOutcome(String variant, long units, double mean, long nonZero, long capped) {}

    /// The effect of one treatment.
    ///
    /// @param relative estimate as a part of control's mean; null when that is 0
    /// @param exact whether the interval is the exact one
    /// @param method by which interval it is read, and what the other one waits for
    /// @param explained part of the outcomes' variance that the covariate explains
    /// @param words what may be said
    record TreatmentEffectResponse(
            String treatment,
            double estimate,
            double low,
            double high,
            @Nullable Double relative,
            boolean exact,
            String method,
            double explained,
            String words) {}

    static List<ExperimentGoalResponse> all(ExperimentPlan plan, ExperimentResults reading) {
        return IntStream.range(0, reading.goals().size())
                .mapToObj(i -> of(plan, reading.goals().get(i), i == 0, reading.alarm() == null))
                .toList();
    }

    private static ExperimentGoalResponse of(ExperimentPlan plan, GoalResults read, boolean decides, boolean readable) {
        ExperimentGoal goal = read.goal();
        return new ExperimentGoalResponse(
                goal.metric(),
                goal.kind(),
                decides,
                IntStream.range(0, plan.parts().size())
                        .mapToObj(i -> new VariantOutcome(
                                plan.parts().get(i).variant(),
                                read.variants().get(i).units(),
                                read.mean(i),
                                read.variants().get(i).nonZero(),
                                read.variants().get(i).capped()))
                        .toList(),
                readable
                        ? read.effects().stream()
                                .map(effect -> treated(plan, read, effect))
                                .toList()
                        : List.of());
    }

    private static TreatmentEffectResponse treated(ExperimentPlan plan, GoalResults read, TreatmentEffect effect) {
        var words = new ExperimentFormatter(plan);
        double control = read.mean(0);
        return new TreatmentEffectResponse(
                plan.parts().get(effect.treatment()).variant(),
                effect.estimate(),
                effect.low(),
                effect.high(),
                control == 0 ? null : effect.estimate() / control,
                !effect.gate().open(),
                words.method(effect),
                effect.explained(),
                words.effect(read.goal(), effect, read));
    }
}
