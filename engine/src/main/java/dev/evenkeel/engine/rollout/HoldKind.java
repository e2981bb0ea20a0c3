// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// Why a rollout stays where it is, in general.
public enum HoldKind {
    /// Evidence that should be coming is not.
    BLIND,
    /// A process that uses the rollout's flags sends no outcomes.
    SILENT,
    /// Units are not split as assigned, so the variants cannot be compared.
    SPLIT,
    /// Control fails too: something is wrong that both variants share.
    INCIDENT,
    /// A process has taken the candidate out of use by itself.
    BREAKER,
    /// A process is not known to be at the stage of a migration that the rollout begins at.
    STAGE,
    /// The two stores of a migration are not known to agree.
    RECONCILIATION,
    /// A gate that the environment requires is closed.
    GATES,
    /// The database was restored from a backup, and no person has confirmed yet that the rollout may continue.
    RESTORED,
    /// The step has not lasted long enough.
    DWELL,
    /// It would be rolled back, and the point of no return is passed.
    NO_RETURN,
    /// A guardrail that asks for a person is breached.
    BREACH,
    /// Something is not shown yet.
    PROOF,
    /// Too few of the candidate's calls that turn out later have turned out.
    SETTLING,
    /// All is shown and a person has to approve.
    APPROVAL,
    /// The plan's time is over and nobody has decided what to do about it.
    LATE
}
