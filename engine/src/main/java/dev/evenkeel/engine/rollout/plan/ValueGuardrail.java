// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A guardrail on a value: its mean, capped at the top of its range, must not get worse on the candidate.
/// Rollback only.
///
/// Also covers ratios: the mean over the calls to which the ratio applies.
///
/// @param metric name of the metric
/// @param worse direction of harm
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's mean (or, when lower is worse, tolerated divisor), 1 to
///     100
/// @param action action on a breach
@JsonTypeName("VALUE")
public record ValueGuardrail(
        String metric,
        @JsonProperty(defaultValue = "HIGHER") HarmDirection worse,
        double weight,
        @JsonProperty(defaultValue = "1") double rollbackRatio,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action)
        implements CustomMetricGuardrail {
    /// The direction in which a value is worse.
    public enum HarmDirection {
        /// For example fees, retries, megabytes.
        HIGHER,
        /// For example revenue, results found.
        LOWER
    }

    @Override
    public String name() {
        return metric + " mean";
    }
}
