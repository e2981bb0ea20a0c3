// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision about to be carried out.
///
/// @param kind what
/// @param status where the rollout stands then
/// @param step at which step
/// @param exposure at which exposure
/// @param hold kind of reason, when it is to hold
/// @param reason one sentence for people
/// @param at when
/// @param progress what the clock knew, when the guard decided
/// @param evidenceAt when the earliest newly failed candidate call had ended, for roll-backs
public record RolloutTransition(
        RolloutDecisionKind kind,
        RolloutStatus status,
        int step,
        Percent exposure,
        @Nullable HoldKind hold,
        String reason,
        Instant at,
        @Nullable RolloutProgress progress,
        @Nullable Instant evidenceAt) {

    /// The latency reference is there.
    static RolloutTransition start(Rollout rollout, Instant at) {
        String reason = "the latency reference has " + rollout.seedSamples() + " samples of the "
                + rollout.plan().seedSamples() + " it needs";
        Percent first = rollout.plan().steps().getFirst().exposure();
        return of(RolloutDecisionKind.START, RolloutStatus.RUNNING, 0, first, at)
                .because(reason);
    }

    /// A person ends it.
    public static RolloutTransition abort(Rollout rollout, String reason, Instant at) {
        int step = rollout.position().step();
        return of(RolloutDecisionKind.ABORT, RolloutStatus.ABORTED, step, Percent.NONE, at)
                .because(reason);
    }

    /// A person lets it go on from its step.
    static RolloutTransition approve(Rollout rollout, String reason, Instant at) {
        return staying(RolloutDecisionKind.APPROVE, rollout, rollout.position().hold(), reason, at);
    }

    /// A guardrail that only observes would have acted.
    static RolloutTransition observe(Rollout rollout, String reason, Instant at) {
        return staying(RolloutDecisionKind.OBSERVE, rollout, rollout.position().hold(), reason, at);
    }

    static RolloutTransition hold(Rollout rollout, HoldKind kind, String reason, Instant at) {
        return staying(RolloutDecisionKind.HOLD, rollout, kind, reason, at);
    }

    /// The database was restored from a backup, which may not know how the rollout went on.
    ///
    /// @param exposure 0 %, unless nobody may be put back
    static RolloutTransition restored(Rollout rollout, Percent exposure, String reason, Instant at) {
        var position = rollout.position();
        return new RolloutTransition(
                RolloutDecisionKind.HOLD,
                position.status(),
                position.step(),
                exposure,
                HoldKind.RESTORED,
                reason,
                at,
                null,
                null);
    }

    /// A person confirms that a rollout that was held after a restore continues: at its step, or with its first
    /// step still to come.
    static RolloutTransition confirm(Rollout rollout, String reason, Instant at) {
        var position = rollout.position();
        Percent exposure = position.status() == RolloutStatus.RUNNING
                ? rollout.plan().steps().get(position.step()).exposure()
                : position.exposure();
        return of(RolloutDecisionKind.CONFIRM, position.status(), position.step(), exposure, at)
                .because(reason);
    }

    /// Whether the step begins again, at whatever exposure.
    boolean restartsStep() {
        return kind == RolloutDecisionKind.CONFIRM || (kind == RolloutDecisionKind.HOLD && hold == HoldKind.RESTORED);
    }

    private static RolloutTransition staying(
            RolloutDecisionKind what, Rollout rollout, @Nullable HoldKind hold, String reason, Instant at) {
        var position = rollout.position();
        return new RolloutTransition(
                what, position.status(), position.step(), position.exposure(), hold, reason, at, null, null);
    }

    static RolloutTransition advance(Rollout rollout, RolloutAction.Advance advance, Instant at) {
        Percent next = rollout.plan().steps().get(advance.toStep()).exposure();
        return of(RolloutDecisionKind.ADVANCE, RolloutStatus.RUNNING, advance.toStep(), next, at)
                .because(advance.reason());
    }

    static RolloutTransition stepBack(Rollout rollout, RolloutAction.StepBack back, Instant at) {
        Percent before = rollout.plan().steps().get(back.toStep()).exposure();
        return of(RolloutDecisionKind.STEP_BACK, RolloutStatus.RUNNING, back.toStep(), before, at)
                .because(back.reason());
    }

    static RolloutTransition rollBack(Rollout rollout, String reason, Instant at) {
        int step = rollout.position().step();
        return of(RolloutDecisionKind.ROLL_BACK, RolloutStatus.ROLLED_BACK, step, Percent.NONE, at)
                .because(reason);
    }

    /// The plan has ended well. Its last exposure stays as the rollout's split, so nothing moves now.
    static RolloutTransition complete(Rollout rollout, String reason, Instant at) {
        var position = rollout.position();
        return of(RolloutDecisionKind.COMPLETE, RolloutStatus.COMPLETED, position.step(), position.exposure(), at)
                .because(reason + "; the split stays at " + position.exposure() + " until " + rollout.candidate()
                        + " is made the flag's default variant");
    }

    private static RolloutTransition of(
            RolloutDecisionKind kind, RolloutStatus status, int step, Percent exposure, Instant at) {
        return new RolloutTransition(kind, status, step, exposure, null, "", at, null, null);
    }

    private RolloutTransition because(String why) {
        return new RolloutTransition(kind, status, step, exposure, hold, why, at, progress, evidenceAt);
    }

    /// The decision as stored.
    ///
    /// @param after the rollout after it
    RolloutDecision noted(Rollout after, int fromStep) {
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

    /// Adds what the clock knew.
    RolloutTransition knowing(RolloutProgress known) {
        return new RolloutTransition(kind, status, step, exposure, hold, reason, at, known, evidenceAt);
    }

    /// Adds what the deciding tick was about; roll-backs only keep it.
    RolloutTransition on(@Nullable Instant failedFrom) {
        return kind == RolloutDecisionKind.ROLL_BACK
                ? new RolloutTransition(kind, status, step, exposure, hold, reason, at, progress, failedFrom)
                : this;
    }
}
