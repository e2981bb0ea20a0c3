// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A guardrail on an event that must never occur on the candidate: the first one is a breach, at any
/// exposure, with or without a comparison.
///
/// Not covered by the plan's alpha: while the event occurs in a share p of calls regardless of the change, a
/// harmless candidate is rolled back with probability 1 - exp(-p n) by its n-th call. The result of the check
/// states that probability, estimated from control's own events.
///
/// @param metric name of the metric
/// @param action action on a breach
@JsonTypeName("ZERO_TOLERANCE")
public record ZeroToleranceGuardrail(
        String metric,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action) implements CustomMetricGuardrail {
    @Override
    public String name() {
        return metric;
    }

    @Override
    public double weight() {
        return 0;
    }
}
