// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// An event that must not happen to more units on the candidate than on control. Serves rollback only.
///
/// @param metric name of the metric
/// @param weight share of the rollback evidence, above 0 and at most 1
/// @param rollbackRatio how many times control's share of units is tolerated before rolling back, 1 to 100
/// @param action what a breach leads to
public record EventGuardrail(String metric, double weight, double rollbackRatio, GuardrailAction action)
        implements MetricGuardrail {
    @Override
    public String name() {
        return metric + " units";
    }
}
