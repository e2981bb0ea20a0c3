// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.engine.experiment.Better;
import dev.evenkeel.engine.experiment.Effect;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentWords;
import dev.evenkeel.engine.experiment.Goal;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.GoalReading;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known by one goal, a row for each variant.
///
/// @param outcome what a unit's outcome is
/// @param method by which interval effects are read
record GoalTable(String metric, String outcome, boolean decides, List<Row> rows, String method) {

    /// One variant.
    ///
    /// @param units units with an outcome
    /// @param mean their mean outcome
    /// @param effect interval of the effect; null for control, or while effects must not be read
    /// @param reading what it says; null likewise
    record Row(
            String variant,
            boolean control,
            String units,
            String mean,
            @Nullable String effect,
            @Nullable Mark reading) {}

    static GoalTable of(ExperimentPlan plan, GoalReading read, boolean decides, boolean readable) {
        var words = new ExperimentWords(plan);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            Effect effect = i == 0 || !readable ? null : read.effects().get(i - 1);
            long units = read.variants().get(i).units();
            rows.add(new Row(
                    plan.parts().get(i).variant(),
                    i == 0,
                    Numbers.count(units),
                    units == 0 ? "none yet" : Numbers.prose(words.mean(read.goal(), read.mean(i))),
                    effect == null ? null : Numbers.prose(words.interval(read.goal(), effect)),
                    effect == null ? null : mark(read.goal(), effect)));
        }
        return new GoalTable(
                read.goal().metric(),
                outcome(read.goal(), words),
                decides,
                rows,
                readable ? Numbers.sentence(words.method(read.effects().getFirst())) : "");
    }

    private static String outcome(Goal goal, ExperimentWords words) {
        String cap = words.mean(goal, goal.cap());
        String better = goal.better() == Better.HIGHER ? "more is better" : "less is better";
        return switch (goal.kind()) {
            case CONVERSION -> "share of units to which it happened; " + better;
            case VALUE -> "sum per unit, at most " + cap + "; " + better;
            case DURATION -> "mean per unit, at most " + cap + "; " + better;
        };
    }

    private static Mark mark(Goal goal, Effect effect) {
        boolean up = effect.low() > 0;
        boolean down = effect.high() < 0;
        if (!up && !down) {
            return new Mark(Mark.Tone.CALM, "question", "Open");
        }
        return up == (goal.better() == Better.HIGHER)
                ? new Mark(Mark.Tone.GOOD, "check", "Better")
                : new Mark(Mark.Tone.BAD, "alert", "Worse");
    }

    /// Factor from the stored unit to the one of the chart.
    static double chartFactor(Goal goal) {
        return goal.kind() == GoalKind.CONVERSION ? 100 : 1;
    }
}
