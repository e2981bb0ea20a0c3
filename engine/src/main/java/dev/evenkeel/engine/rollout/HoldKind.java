// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// Reasons for which a rollout holds its exposure, for programs.
public enum HoldKind {
    /// Expected evidence is missing.
    MISSING_DATA,
    /// A process that uses the rollout's flags sends no outcomes.
    SILENT_PROCESS,
    /// Sample ratio mismatch: units are not split as assigned, so the variants cannot be compared.
    SAMPLE_RATIO_MISMATCH,
    /// Shared incident: control fails too, so the cause affects both variants.
    SHARED_INCIDENT,
    /// The circuit breaker of a process has disabled the candidate there.
    BREAKER,
    /// At least one process has not confirmed the migration stage at which the rollout starts.
    MIGRATION_STAGE,
    /// The two stores of a migration have not been verified to agree.
    RECONCILIATION,
    /// A gate required by the environment is closed.
    GATES,
    /// The database was restored from a backup, and the rollout has not been confirmed to continue.
    DATABASE_RESTORED,
    /// The minimum duration of the step has not passed.
    DWELL,
    /// A rollback is due, but the rollout is past its point of no return.
    POINT_OF_NO_RETURN,
    /// A guardrail with the action `HOLD` is breached; the rollout waits for a decision.
    BREACH,
    /// At least one proof required to leave the step is missing.
    INSUFFICIENT_EVIDENCE,
    /// Too few of the candidate's calls with delayed outcomes have settled.
    SETTLING,
    /// All proofs are complete; the step requires an approval.
    APPROVAL,
    /// The plan's deadline has passed, and the plan requires a decision by an operator.
    TIME_LIMIT
}
