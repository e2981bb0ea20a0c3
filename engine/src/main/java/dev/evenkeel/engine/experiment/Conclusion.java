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
public record Conclusion(Verdict verdict, int treatment) {
    /// @param ran time since the start
    public static Conclusion of(ExperimentPlan plan, ExperimentReading reading, Duration ran) {
        if (reading.alarm() != null) {
            return new Conclusion(Verdict.SUSPENDED, 0);
        }
        Better better = plan.primary().better();
        List<Effect> effects = reading.primary().effects();
        return effects.stream()
                .filter(effect -> effect.leastGain(better) > plan.rule().shipAbove())
                .max(Comparator.comparingDouble(effect -> better.gain(effect.estimate())))
                .map(effect -> new Conclusion(Verdict.SHIP, effect.treatment()))
                .orElseGet(() -> without(plan, effects, ran));
    }

    private static Conclusion without(ExperimentPlan plan, List<Effect> effects, Duration ran) {
        Better better = plan.primary().better();
        boolean stop = effects.stream()
                .allMatch(effect -> effect.mostGain(better) < plan.rule().stopBelow());
        if (stop) {
            return new Conclusion(Verdict.STOP, effects.size() == 1 ? 1 : 0);
        }
        boolean over = ran.compareTo(plan.rule().longest()) >= 0;
        return new Conclusion(over ? Verdict.UNDECIDED : Verdict.OPEN, 0);
    }
}
