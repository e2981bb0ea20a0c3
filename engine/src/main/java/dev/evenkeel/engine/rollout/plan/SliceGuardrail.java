// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.evenkeel.core.telemetry.MetricNames;

/// A guardrail on a declared slice of the traffic (a bank, a currency, a region, a build): no more units of
/// it may fail on the candidate than on control. Detects harm to a few that the total dilutes. Rollback only.
///
/// @param slice name of the slice, as the service's code declares it
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's failing units before a rollback, 1 to 100
/// @param action action on a breach
@JsonTypeName("SLICE")
public record SliceGuardrail(
        String slice,
        double weight,
        @JsonProperty(defaultValue = "1") double rollbackRatio,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action)
        implements CustomMetricGuardrail {
    @Override
    public String metric() {
        return MetricNames.sliceFailures(slice);
    }

    @Override
    public String name() {
        return "errors in " + slice;
    }
}
