// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// What may be concluded at one look, by the rule that was written down before the start. It looks at
/// the primary goal only. The first conclusion that decides stands; whoever keeps it does not ask
/// again.
///
/// The chance that a treatment whose gain is at most `shipAbove` is ever shipped, or one whose gain is
/// at least `stopBelow` ever stops the experiment, is at most the plan's alpha, whenever and however
/// often one looks.
///
/// @param treatment the treatment's place in the plan; 0 when it is about none alone
public record ExperimentConclusion(ExperimentVerdict verdict, int treatment) {
    /// @param ran time since the start
    public static ExperimentConclusion of(ExperimentPlan plan, ExperimentResults reading, Duration ran) {
        if (reading.alarm() != null) {
            return new ExperimentConclusion(ExperimentVerdict.SUSPENDED, 0);
        }
        ImprovementDirection better = plan.primary().better();
        List<TreatmentEffect> effects = reading.primary().effects();
        return effects.stream()
                .filter(effect -> effect.leastGain(better) > plan.rule().shipAbove())
                .max(Comparator.comparingDouble(effect -> better.gain(effect.estimate())))
                .map(effect -> new ExperimentConclusion(ExperimentVerdict.SHIP, effect.treatment()))
                .orElseGet(() -> without(plan, effects, ran));
    }

    private static ExperimentConclusion without(ExperimentPlan plan, List<TreatmentEffect> effects, Duration ran) {
        ImprovementDirection better = plan.primary().better();
        boolean stop = effects.stream()
                .allMatch(effect -> effect.mostGain(better) < plan.rule().stopBelow());
        if (stop) {
            return new ExperimentConclusion(ExperimentVerdict.STOP, effects.size() == 1 ? 1 : 0);
        }
        boolean over = ran.compareTo(plan.rule().longest()) >= 0;
        return new ExperimentConclusion(over ? ExperimentVerdict.UNDECIDED : ExperimentVerdict.OPEN, 0);
    }
}
