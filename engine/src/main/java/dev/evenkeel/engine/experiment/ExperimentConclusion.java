// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The conclusion of one evaluation, by the decision rule fixed before the start. Considers the primary goal
/// only. The first conclusion that decides is final; callers store it and do not evaluate again.
///
/// The probability that a treatment whose gain is at most `shipAbove` is ever shipped, or that one whose gain
/// is at least `stopBelow` ever stops the experiment, is at most the plan's alpha, for any number and times
/// of evaluations.
///
/// @param treatment index of the treatment in the plan; 0 when it concerns no single one
public record ExperimentConclusion(ExperimentVerdict verdict, int treatment) {
    /// @param ran time since the start
    public static ExperimentConclusion evaluate(ExperimentPlan plan, ExperimentResults results, Duration ran) {
        if (results.alarm() != null) {
            return new ExperimentConclusion(ExperimentVerdict.SUSPENDED, 0);
        }
        ImprovementDirection better = plan.primary().better();
        List<TreatmentEffect> effects = results.primary().effects();
        return effects.stream()
                .filter(effect -> effect.minGain(better) > plan.shipAbove())
                .max(Comparator.comparingDouble(effect -> better.gain(effect.estimate())))
                .map(effect -> new ExperimentConclusion(ExperimentVerdict.SHIP, effect.treatment()))
                .orElseGet(() -> evaluateWithoutWinner(plan, effects, ran));
    }

    private static ExperimentConclusion evaluateWithoutWinner(
            ExperimentPlan plan, List<TreatmentEffect> effects, Duration ran) {
        ImprovementDirection better = plan.primary().better();
        boolean stop = effects.stream().allMatch(effect -> effect.maxGain(better) < plan.stopBelow());
        if (stop) {
            return new ExperimentConclusion(ExperimentVerdict.STOP, effects.size() == 1 ? 1 : 0);
        }
        boolean over = ran.compareTo(plan.rule().maxDuration()) >= 0;
        return new ExperimentConclusion(over ? ExperimentVerdict.INCONCLUSIVE : ExperimentVerdict.RUNNING, 0);
    }
}
