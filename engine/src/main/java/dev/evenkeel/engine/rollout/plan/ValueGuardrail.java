// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

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
public record ValueGuardrail(
        String metric, HarmDirection worse, double weight, double rollbackRatio, GuardrailAction action)
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
