// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// The kinds of decisions about a rollout.
public enum RolloutDecisionKind {
    /// The latency baseline is complete; the first step starts.
    START("begun"),
    /// Advance to the next step.
    ADVANCE("advanced"),
    /// Hold; recorded when the kind of reason changes.
    HOLD("held"),
    /// Return to the previous step as a precaution during a shared incident.
    STEP_BACK("stepped-back"),
    /// A guardrail with the action `OBSERVE` would have acted.
    OBSERVE("observed"),
    /// An operator approves leaving the step.
    APPROVE("approved"),
    /// An operator confirms a rollout that was held after a database restore.
    CONFIRM("confirmed"),
    /// The guard moves all units back to control.
    ROLL_BACK("rolled-back"),
    /// All steps of the plan have passed.
    COMPLETE("completed"),
    /// An operator moves all units back to control.
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

    /// Returns the past participle for the action in the audit log.
    public String pastTense() {
        return pastTense;
    }
}
