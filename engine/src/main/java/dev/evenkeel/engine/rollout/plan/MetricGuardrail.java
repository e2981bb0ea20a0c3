// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// A question about a metric of the service's own. [RolloutPlan] checks it.
public sealed interface MetricGuardrail
        permits ZeroToleranceGuardrail, EventCeilingGuardrail, EventGuardrail, ValueGuardrail, SliceGuardrail {
    /// Name of the metric, as the service reports it.
    String metric();

    /// Name of the check, different from all others of the plan.
    String name();

    /// What a breach leads to.
    GuardrailAction action();

    /// Share of the combined rollback evidence; 0 for those that judge the candidate by itself, outside
    /// the sum.
    double weight();
}
