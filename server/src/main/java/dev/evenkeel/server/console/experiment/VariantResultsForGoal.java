// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.GoalResults;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Results for one goal, a row per variant.
///
/// @param outcome definition of a unit's outcome
/// @param method method of the effect intervals
record VariantResultsForGoal(String metric, String outcome, boolean primary, List<Row> rows, String method) {

    /// A variant.
    ///
    /// @param units number of units with an outcome
    /// @param mean mean outcome of these units
    /// @param effect interval of the effect; null for control, and until effects may be read
    /// @param badge interpretation of the effect; null in the same cases
    record Row(
            String variant,
            boolean control,
            String units,
            String mean,
            @Nullable String effect,
            @Nullable StatusBadge badge) {}

    static VariantResultsForGoal of(ExperimentPlan plan, GoalResults read, boolean decides, boolean readable) {
        var words = new ExperimentFormatter(plan);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            TreatmentEffect effect = i == 0 || !readable ? null : read.effects().get(i - 1);
            long units = read.variants().get(i).units();
            rows.add(new Row(
                    plan.parts().get(i).variant(),
                    i == 0,
                    QuantityFormatter.formatCount(units),
                    units == 0 ? "none yet" : words.formatMean(read.goal(), read.mean(i)),
                    effect == null ? null : words.formatInterval(read.goal(), effect),
                    effect == null ? null : toBadge(read.goal(), effect)));
        }
        return new VariantResultsForGoal(
                read.goal().metric(),
                describeOutcome(read.goal(), words),
                decides,
                rows,
                readable
                        ? DisplayFormatter.toSentence(
                                words.formatMethod(read.effects().getFirst()))
                        : "");
    }

    private static String describeOutcome(ExperimentGoal goal, ExperimentFormatter words) {
        String cap = words.formatMean(goal, goal.maxOutcome());
        String better = goal.better() == ImprovementDirection.HIGHER ? "more is better" : "less is better";
        return switch (goal.kind()) {
            case CONVERSION -> "share of units to which it happened; " + better;
            case VALUE -> "sum per unit, at most " + cap + "; " + better;
            case DURATION -> "mean per unit, at most " + cap + "; " + better;
        };
    }

    private static StatusBadge toBadge(ExperimentGoal goal, TreatmentEffect effect) {
        boolean up = effect.low() > 0;
        boolean down = effect.high() < 0;
        if (!up && !down) {
            return new StatusBadge(StatusBadge.Tone.CALM, "question", "Open");
        }
        return up == (goal.better() == ImprovementDirection.HIGHER)
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Better")
                : new StatusBadge(StatusBadge.Tone.BAD, "alert", "Worse");
    }

    /// Returns the factor from the stored unit to the unit of the chart.
    static double chartFactor(ExperimentGoal goal) {
        return goal.kind() == GoalKind.CONVERSION ? 100 : 1;
    }
}
