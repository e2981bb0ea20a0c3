// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;
import java.math.BigDecimal;

/// A guardrail on one latency quantile: the candidate must not be slower than control. Calls shorter than 0.1
/// ms never count as slow.
///
/// @param quantile above 0 and below 1; 0.95 limits the share of slow candidate calls to 5%
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's latency before a rollback, 1 to 100
/// @param advanceRatio factor on control's latency below which the candidate must be shown, above 1 to 100
/// @param advanceFrom exposure from which this proof is required
/// @param action action on a breach
public record LatencyGuardrail(
        double quantile,
        double weight,
        @JsonProperty(defaultValue = "1") double rollbackRatio,
        double advanceRatio,
        @JsonProperty(defaultValue = "0") Percent advanceFrom,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action) {
    /// Creates a guardrail that rolls back.
    public LatencyGuardrail(
            double quantile, double weight, double rollbackRatio, double advanceRatio, Percent advanceFrom) {
        this(quantile, weight, rollbackRatio, advanceRatio, advanceFrom, GuardrailAction.ROLL_BACK);
    }

    /// Returns the name of the check: `p50`, `p99.9`.
    public String name() {
        return "p"
                + BigDecimal.valueOf(quantile)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
