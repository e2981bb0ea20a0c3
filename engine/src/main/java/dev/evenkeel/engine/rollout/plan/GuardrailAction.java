// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// The action on a breach of a guardrail.
public enum GuardrailAction {
    /// Move all units to control. The evidence counts towards the rollout's combined rollback evidence.
    ROLL_BACK,
    /// Hold the rollout until an operator approves the step or aborts.
    HOLD,
    /// Only report what the guardrail would have done; useful to gain trust in a new one.
    OBSERVE
}
