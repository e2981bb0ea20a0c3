// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// A guardrail on a custom metric. [RolloutPlan] checks it.
public sealed interface CustomMetricGuardrail
        permits ZeroToleranceGuardrail, EventCeilingGuardrail, EventGuardrail, ValueGuardrail, SliceGuardrail {
    /// Returns the name of the metric, as the service reports it.
    String metric();

    /// Returns the name of the check, unique within the plan.
    String name();

    /// Returns the action on a breach.
    GuardrailAction action();

    /// Returns the weight in the combined rollback evidence; 0 for guardrails that test the candidate alone,
    /// outside the sum.
    double weight();
}
