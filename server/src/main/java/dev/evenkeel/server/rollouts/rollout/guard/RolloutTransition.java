// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A transition of a rollout that has been decided and not yet executed.
///
/// @param kind kind of decision
/// @param status status after it
/// @param step 0-based index of the step after it
/// @param exposure exposure after it
/// @param hold kind of reason when the rollout holds
/// @param reason one sentence for people
/// @param at when it was decided
/// @param progress facts besides the evidence, when the guard decided
/// @param evidenceAt when the earliest newly failed candidate call ended, for rollbacks
public record RolloutTransition(
        RolloutDecisionKind kind,
        RolloutStatus status,
        int step,
        Percent exposure,
        @Nullable HoldKind hold,
        String reason,
        Instant at,
        @Nullable GuardDecisionInputs progress,
        @Nullable Instant evidenceAt) {

    /// The latency baseline is complete.
    static RolloutTransition start(Rollout rollout, Instant at) {
        String reason = "the latency baseline is complete: " + rollout.seedSamples() + " samples ("
                + rollout.plan().seedSamples() + " required)";
        Percent first = rollout.plan().steps().getFirst().exposure();
        return of(RolloutDecisionKind.START, RolloutStatus.RUNNING, 0, first, at)
                .withReason(reason);
    }

    /// An operator aborts the rollout.
    public static RolloutTransition abort(Rollout rollout, String reason, Instant at) {
        int step = rollout.position().step();
        return of(RolloutDecisionKind.ABORT, RolloutStatus.ABORTED, step, Percent.NONE, at)
                .withReason(reason);
    }

    /// An operator approves leaving the step.
    static RolloutTransition approve(Rollout rollout, String reason, Instant at) {
        return stay(RolloutDecisionKind.APPROVE, rollout, rollout.position().hold(), reason, at);
    }

    /// A guardrail with the action `OBSERVE` would have acted.
    static RolloutTransition observe(Rollout rollout, String reason, Instant at) {
        return stay(RolloutDecisionKind.OBSERVE, rollout, rollout.position().hold(), reason, at);
    }

    static RolloutTransition hold(Rollout rollout, HoldKind kind, String reason, Instant at) {
        return stay(RolloutDecisionKind.HOLD, rollout, kind, reason, at);
    }

    /// The database was restored from a backup that may lack later changes of the rollout.
    ///
    /// @param exposure 0%, or the current exposure when units must not be moved back
    static RolloutTransition holdAfterRestore(Rollout rollout, Percent exposure, String reason, Instant at) {
        var position = rollout.position();
        return new RolloutTransition(
                RolloutDecisionKind.HOLD,
                position.status(),
                position.step(),
                exposure,
                HoldKind.DATABASE_RESTORED,
                reason,
                at,
                null,
                null);
    }

    /// An operator confirms a rollout that is held after a restore. It continues at its step, or before its
    /// first step.
    static RolloutTransition confirm(Rollout rollout, String reason, Instant at) {
        var position = rollout.position();
        Percent exposure = position.status() == RolloutStatus.RUNNING
                ? rollout.plan().steps().get(position.step()).exposure()
                : position.exposure();
        return of(RolloutDecisionKind.CONFIRM, position.status(), position.step(), exposure, at)
                .withReason(reason);
    }

    /// Whether the step restarts, at any exposure.
    boolean restartsStep() {
        return kind == RolloutDecisionKind.CONFIRM
                || (kind == RolloutDecisionKind.HOLD && hold == HoldKind.DATABASE_RESTORED);
    }

    private static RolloutTransition stay(
            RolloutDecisionKind what, Rollout rollout, @Nullable HoldKind hold, String reason, Instant at) {
        var position = rollout.position();
        return new RolloutTransition(
                what, position.status(), position.step(), position.exposure(), hold, reason, at, null, null);
    }

    static RolloutTransition advance(Rollout rollout, RolloutAction.Advance advance, Instant at) {
        Percent next = rollout.plan().steps().get(advance.toStep()).exposure();
        return of(RolloutDecisionKind.ADVANCE, RolloutStatus.RUNNING, advance.toStep(), next, at)
                .withReason(advance.reason());
    }

    static RolloutTransition stepBack(Rollout rollout, RolloutAction.StepBack back, Instant at) {
        Percent before = rollout.plan().steps().get(back.toStep()).exposure();
        return of(RolloutDecisionKind.STEP_BACK, RolloutStatus.RUNNING, back.toStep(), before, at)
                .withReason(back.reason());
    }

    static RolloutTransition rollBack(Rollout rollout, String reason, Instant at) {
        int step = rollout.position().step();
        return of(RolloutDecisionKind.ROLL_BACK, RolloutStatus.ROLLED_BACK, step, Percent.NONE, at)
                .withReason(reason);
    }

    /// All steps of the plan have passed. The split is kept at its last exposure, so no unit changes its
    /// variant.
    static RolloutTransition complete(Rollout rollout, String reason, Instant at) {
        var position = rollout.position();
        return of(RolloutDecisionKind.COMPLETE, RolloutStatus.COMPLETED, position.step(), position.exposure(), at)
                .withReason(reason + "; the split stays at " + position.exposure() + " until " + rollout.candidate()
                        + " is made the flag's default variant");
    }

    private static RolloutTransition of(
            RolloutDecisionKind kind, RolloutStatus status, int step, Percent exposure, Instant at) {
        return new RolloutTransition(kind, status, step, exposure, null, "", at, null, null);
    }

    private RolloutTransition withReason(String why) {
        return new RolloutTransition(kind, status, step, exposure, hold, why, at, progress, evidenceAt);
    }

    /// Returns the decision to store.
    ///
    /// @param after rollout after the decision
    RolloutDecision toDecision(Rollout after, int fromStep) {
        Rollout.Position position = after.position();
        return new RolloutDecision(
                position.decisions(),
                at,
                kind,
                fromStep,
                step,
                exposure,
                position.revision(),
                reason,
                after.ticks(),
                progress,
                evidenceAt,
                null,
                kind == RolloutDecisionKind.HOLD ? hold : null);
    }

    /// Adds the facts besides the evidence.
    RolloutTransition withProgress(GuardDecisionInputs known) {
        return new RolloutTransition(kind, status, step, exposure, hold, reason, at, known, evidenceAt);
    }

    /// Adds when the earliest failed call of the deciding tick ended; ignored unless it rolls back.
    RolloutTransition withEvidenceAt(@Nullable Instant failedFrom) {
        return kind == RolloutDecisionKind.ROLL_BACK
                ? new RolloutTransition(kind, status, step, exposure, hold, reason, at, progress, failedFrom)
                : this;
    }
}
