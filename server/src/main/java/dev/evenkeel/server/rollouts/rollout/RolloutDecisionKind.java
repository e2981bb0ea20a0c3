// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.RolloutAction;

/// What was decided about a rollout.
public enum RolloutDecisionKind {
    /// The latency reference is there: the first step begins.
    START("begun"),
    /// On to the next step.
    ADVANCE("advanced"),
    /// Stay; noted when the kind of reason changes.
    HOLD("held"),
    /// Back to the step before, as a precaution in a shared incident.
    STEP_BACK("stepped-back"),
    /// A guardrail that only observes would have acted.
    OBSERVE("observed"),
    /// A person lets it go on from its step.
    APPROVE("approved"),
    /// A person confirms that a rollout continues, which was held after the database was restored.
    CONFIRM("confirmed"),
    /// Everybody back to control, by the guard.
    ROLL_BACK("rolled-back"),
    /// The plan ended well.
    COMPLETE("completed"),
    /// Everybody back to control, by a person.
    ABORT("aborted");

    private final String pastTense;

    RolloutDecisionKind(String pastTense) {
        this.pastTense = pastTense;
    }

    public static RolloutDecisionKind of(RolloutAction decision) {
        return switch (decision) {
            case RolloutAction.Hold ignored -> HOLD;
            case RolloutAction.Advance ignored -> ADVANCE;
            case RolloutAction.StepBack ignored -> STEP_BACK;
            case RolloutAction.RollBack ignored -> ROLL_BACK;
            case RolloutAction.Complete ignored -> COMPLETE;
        };
    }

    /// What happened to the rollout, as the ledger says it.
    public String pastTense() {
        return pastTense;
    }
}
