// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.util.Map;

/// A unit whose window has closed, so that nothing more counts for it.
///
/// @param variant its variant's place in the plan, 0 for control
/// @param covariate what was known of it beforehand; NaN for nothing
/// @param happened what happened to it by metric; metrics that did not happen may be absent
public record ExperimentUnitResult(int variant, double covariate, Map<String, ExperimentGoal.UnitMetric> happened) {
    public ExperimentUnitResult {
        happened = Map.copyOf(happened);
    }

    ExperimentGoal.UnitMetric by(ExperimentGoal goal) {
        return happened.getOrDefault(goal.metric(), ExperimentGoal.UnitMetric.NOTHING);
    }
}
