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

/// The results of one goal in responses of the HTTP API. Means and effects are in the goal's unit; those of a
/// conversion are shares, 0 to 1.
///
/// @param primary whether the decision rule uses this goal
/// @param effects effect of each treatment; empty while units are not split as planned
record ExperimentGoalResponse(
        String metric,
        GoalKind kind,
        boolean primary,
        List<VariantOutcome> variants,
        List<TreatmentEffectResponse> effects) {

    /// The outcomes of one variant.
    ///
    /// @param nonZero units with an outcome other than 0
    /// @param capped units with an outcome at the cap; for a conversion, converted units
    record VariantOutcome(String variant, long units, double mean, long nonZero, long capped) {}

    /// The effect of one treatment.
    ///
    /// @param relative estimate relative to control's mean; null when that is 0
    /// @param exact whether the interval is exact
    /// @param method method of the interval, and the condition for the other method
    /// @param explained share of the outcomes' variance explained by the covariate
    /// @param summary effect as a sentence
    record TreatmentEffectResponse(
            String treatment,
            double estimate,
            double low,
            double high,
            @Nullable Double relative,
            boolean exact,
            String method,
            double explained,
            String summary) {}

    static List<ExperimentGoalResponse> listOf(ExperimentPlan plan, ExperimentResults results) {
        return IntStream.range(0, results.goals().size())
                .mapToObj(i -> of(plan, results.goals().get(i), i == 0, results.alarm() == null))
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
                                .map(effect -> toEffectResponse(plan, read, effect))
                                .toList()
                        : List.of());
    }

    private static TreatmentEffectResponse toEffectResponse(
            ExperimentPlan plan, GoalResults read, TreatmentEffect effect) {
        var words = new ExperimentFormatter(plan);
        double control = read.mean(0);
        return new TreatmentEffectResponse(
                plan.parts().get(effect.treatment()).variant(),
                effect.estimate(),
                effect.low(),
                effect.high(),
                control == 0 ? null : effect.estimate() / control,
                !effect.sampleSize().isSufficient(),
                words.formatMethod(effect),
                effect.explainedVariance(),
                words.formatEffect(read.goal(), effect, read));
    }
}
