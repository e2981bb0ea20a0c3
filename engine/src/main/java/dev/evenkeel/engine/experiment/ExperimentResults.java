// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The results of an experiment at one evaluation.
///
/// @param exposed units exposed to each variant, in the order of the plan
/// @param analyzedUnits units whose window has closed
/// @param alarm why effects are invalid: users are not split as planned; null without an alarm
/// @param goals results in the order of the plan
public record ExperimentResults(
        List<Long> exposed, long analyzedUnits, @Nullable String alarm, List<GoalResults> goals) {
    public ExperimentResults {
        exposed = List.copyOf(exposed);
        goals = List.copyOf(goals);
    }

    /// Returns the results of the primary goal.
    public GoalResults primary() {
        return goals.getFirst();
    }
}
