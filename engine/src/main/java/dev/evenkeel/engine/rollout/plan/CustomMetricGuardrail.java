// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;

/// A guardrail on a custom metric. [RolloutPlan] checks it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "kind")
@JsonPropertyOrder({"metric", "slice", "kind", "weight", "limit", "rollbackRatio", "worse", "action"})
public sealed interface CustomMetricGuardrail
        permits ZeroToleranceGuardrail, EventCeilingGuardrail, EventGuardrail, ValueGuardrail, SliceGuardrail {
    /// Returns the name of the kind of guardrail, as in plans.
    @JsonProperty("kind")
    default String kind() {
        return Objects.requireNonNull(getClass().getAnnotation(JsonTypeName.class))
                .value();
    }

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
