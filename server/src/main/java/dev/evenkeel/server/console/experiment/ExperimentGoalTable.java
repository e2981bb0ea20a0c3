// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.GoalResults;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known by one goal, a row for each variant.
///
/// @param outcome what a unit's outcome is
/// @param method by which interval effects are read
record ExperimentGoalTable(String metric, String outcome, boolean decides, List<Row> rows, String method) {

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
            @Nullable StatusBadge reading) {}

    static ExperimentGoalTable of(ExperimentPlan plan, GoalResults read, boolean decides, boolean readable) {
        var words = new ExperimentFormatter(plan);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            TreatmentEffect effect = i == 0 || !readable ? null : read.effects().get(i - 1);
            long units = read.variants().get(i).units();
            rows.add(new Row(
                    plan.parts().get(i).variant(),
                    i == 0,
                    DisplayFormatter.count(units),
                    units == 0 ? "none yet" : DisplayFormatter.prose(words.mean(read.goal(), read.mean(i))),
                    effect == null ? null : DisplayFormatter.prose(words.interval(read.goal(), effect)),
                    effect == null ? null : mark(read.goal(), effect)));
        }
        return new ExperimentGoalTable(
                read.goal().metric(),
                outcome(read.goal(), words),
                decides,
                rows,
                readable ? DisplayFormatter.sentence(words.method(read.effects().getFirst())) : "");
    }

    private static String outcome(ExperimentGoal goal, ExperimentFormatter words) {
        String cap = words.mean(goal, goal.cap());
        String better = goal.better() == ImprovementDirection.HIGHER ? "more is better" : "less is better";
        return switch (goal.kind()) {
            case CONVERSION -> "share of units to which it happened; " + better;
            case VALUE -> "sum per unit, at most " + cap + "; " + better;
            case DURATION -> "mean per unit, at most " + cap + "; " + better;
        };
    }

    private static StatusBadge mark(ExperimentGoal goal, TreatmentEffect effect) {
        boolean up = effect.low() > 0;
        boolean down = effect.high() < 0;
        if (!up && !down) {
            return new StatusBadge(StatusBadge.Tone.CALM, "question", "Open");
        }
        return up == (goal.better() == ImprovementDirection.HIGHER)
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Better")
                : new StatusBadge(StatusBadge.Tone.BAD, "alert", "Worse");
    }

    /// Factor from the stored unit to the one of the chart.
    static double chartFactor(ExperimentGoal goal) {
        return goal.kind() == GoalKind.CONVERSION ? 100 : 1;
    }
}
