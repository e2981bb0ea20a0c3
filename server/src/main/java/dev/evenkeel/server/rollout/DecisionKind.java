// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

/// What was decided about a rollout.
public enum DecisionKind {
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
    /// Everybody back to control, by the guard.
    ROLL_BACK("rolled-back"),
    /// The plan ended well.
    COMPLETE("completed"),
    /// Everybody back to control, by a person.
    ABORT("aborted");

    private final String pastTense;

    DecisionKind(String pastTense) {
        this.pastTense = pastTense;
    }

    /// What happened to the rollout, as the ledger says it.
    String pastTense() {
        return pastTense;
    }
}
