// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A guardrail on an event that must not affect more units on the candidate than on control. Rollback only.
///
/// @param metric name of the metric
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's share of units before a rollback, 1 to 100
/// @param action action on a breach
@JsonTypeName("EVENTS")
public record EventGuardrail(
        String metric,
        double weight,
        @JsonProperty(defaultValue = "1") double rollbackRatio,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action)
        implements CustomMetricGuardrail {
    @Override
    public String name() {
        return metric + " units";
    }
}
