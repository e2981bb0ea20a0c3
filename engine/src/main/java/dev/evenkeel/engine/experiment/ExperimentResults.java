// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an experiment at one look.
///
/// @param exposed units exposed to each variant, in the order of the plan
/// @param analysed units whose window has closed
/// @param alarm why effects must not be read: users are not split as planned; null while they are
/// @param goals in the order of the plan
public record ExperimentResults(
        List<Long> exposed, long analysed, @Nullable String alarm, List<GoalResults> goals) {
    public ExperimentResults {
        exposed = List.copyOf(exposed);
        goals = List.copyOf(goals);
    }

    /// What is known by the goal that decides.
    public GoalResults primary() {
        return goals.getFirst();
    }
}
