// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// A guardrail on the whole latency distribution: the candidate must not be slower than control overall.
/// Rollback only, never a proof to advance. Calls shorter than 0.1 ms never count as slow.
///
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's latency before a rollback, 1 to 100
/// @param action action on a breach
public record LatencyRankGuardrail(double weight, double rollbackRatio, GuardrailAction action) {
    /// Creates a guardrail that rolls back.
    public LatencyRankGuardrail(double weight, double rollbackRatio) {
        this(weight, rollbackRatio, GuardrailAction.ROLL_BACK);
    }

    /// Returns the name of the check.
    public String name() {
        return "rank";
    }
}
