// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.util.Map;

/// A unit whose window has closed.
///
/// @param variant index of its variant in the plan, 0 for control
/// @param covariate value of the covariate; NaN when unknown
/// @param metrics data by metric; metrics without events may be absent
public record ExperimentUnitResult(
        int variant, double covariate, Map<String, ExperimentGoal.SingleUnitMetricTotals> metrics) {
    public ExperimentUnitResult {
        metrics = Map.copyOf(metrics);
    }

    ExperimentGoal.SingleUnitMetricTotals metricOf(ExperimentGoal goal) {
        return metrics.getOrDefault(goal.metric(), ExperimentGoal.SingleUnitMetricTotals.NOTHING);
    }
}
