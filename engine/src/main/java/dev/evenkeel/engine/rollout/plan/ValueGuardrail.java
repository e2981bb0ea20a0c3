// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// A value whose mean, capped at the top of its range, must not get worse on the candidate. Serves
/// rollback only.
///
/// A ratio is such a value too: that of the calls to which it applies.
///
/// @param metric name of the metric
/// @param worse which direction is harm
/// @param weight share of the rollback evidence, above 0 and at most 1
/// @param rollbackRatio how many times control's mean is tolerated (or, when lower is worse, how many
///     times lower), 1 to 100
/// @param action what a breach leads to
public record ValueGuardrail(
        String metric, HarmDirection worse, double weight, double rollbackRatio, GuardrailAction action)
        implements MetricGuardrail {
    /// Which direction is harm.
    public enum HarmDirection {
        /// Fees, retries, megabytes.
        HIGHER,
        /// Revenue, results found.
        LOWER
    }

    @Override
    public String name() {
        return metric + " mean";
    }
}
