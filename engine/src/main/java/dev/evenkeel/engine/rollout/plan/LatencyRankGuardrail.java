// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A guardrail on the whole latency distribution: the candidate must not be slower than control overall.
/// Rollback only, never a proof to advance. Calls shorter than 0.1 ms never count as slow.
///
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's latency before a rollback, 1 to 100
/// @param action action on a breach
public record LatencyRankGuardrail(
        double weight,
        @JsonProperty(defaultValue = "1") double rollbackRatio,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action) {
    /// Creates a guardrail that rolls back.
    public LatencyRankGuardrail(double weight, double rollbackRatio) {
        this(weight, rollbackRatio, GuardrailAction.ROLL_BACK);
    }

    /// Returns the name of the check.
    public String name() {
        return "rank";
    }
}
