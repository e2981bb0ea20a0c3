// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A guardrail on an event that the candidate may have at most as often as a limit. Needs no comparison, so
/// it applies at 100% too. Not breached while control exceeds the limit as well, because the cause is then
/// not the candidate.
///
/// Excluded from the combined rollback evidence: its own false-alarm probability is at most the plan's alpha,
/// as long as units with the event arrive as a Poisson process below the limit.
///
/// @param metric name of the metric
/// @param limit tolerated units with the event, as a share of calls, above 0 and below 1
/// @param action action on a breach
@JsonTypeName("CEILING")
public record EventCeilingGuardrail(
        String metric,
        double limit,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action) implements CustomMetricGuardrail {
    @Override
    public String name() {
        return metric + " ceiling";
    }

    @Override
    public double weight() {
        return 0;
    }
}
