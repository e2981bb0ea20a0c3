// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// The candidate must not be slower than control as a whole. Serves rollback only, never as a proof to advance.
/// Calls of less than 0.1 ms are never slow.
///
/// @param weight share of the rollback evidence, above 0 and at most 1
/// @param rollbackRatio how many times control's latency is tolerated before rolling back, 1 to 100
/// @param action what a breach leads to
public record LatencyRankGuardrail(double weight, double rollbackRatio, GuardrailAction action) {
    /// One that rolls back.
    public LatencyRankGuardrail(double weight, double rollbackRatio) {
        this(weight, rollbackRatio, GuardrailAction.ROLL_BACK);
    }

    /// Name of the check.
    public String name() {
        return "rank";
    }
}
