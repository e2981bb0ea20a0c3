// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;

/// The types of guardrails on custom metrics, as in plans.
public enum MetricGuardrailType {
    /// The event must not happen on the candidate.
    ZERO_TOLERANCE,
    /// The event must not happen more often than a limit.
    CEILING,
    /// The event must not happen to more units than on control.
    EVENTS,
    /// The mean of the value must not be worse than on control.
    VALUE,
    /// No more units of a slice of the traffic must fail than on control.
    SLICE;

    /// Returns the type of a guardrail.
    public static MetricGuardrailType of(CustomMetricGuardrail guardrail) {
        return switch (guardrail) {
            case ZeroToleranceGuardrail ignored -> ZERO_TOLERANCE;
            case EventCeilingGuardrail ignored -> CEILING;
            case EventGuardrail ignored -> EVENTS;
            case ValueGuardrail ignored -> VALUE;
            case SliceGuardrail ignored -> SLICE;
        };
    }
}
