// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// What a breach of a guardrail leads to.
public enum GuardrailAction {
    /// Everybody back to control. The evidence counts towards the rollout's combined rollback evidence.
    ROLL_BACK,
    /// The rollout stays where it is until a person approves the step or aborts.
    HOLD,
    /// Nothing: the guardrail says what it would have done. The way to trust a new one.
    OBSERVE
}
