// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutGateStatus;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.server.rollouts.rollout.GuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.guard.GuardEvaluation.EvaluationResult;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The guard at work on a running rollout: takes in the tick, if there is one, asks, and does what it
/// says. Runs in the caller's transaction, under the lock of the rollout.
@Component
class RunningRolloutHandler {
    /* Reasons that come before closed gates, which they therefore name. */
    private static final Set<HoldKind> NAMES_GATES = EnumSet.of(
            HoldKind.BLIND, HoldKind.SPLIT, HoldKind.INCIDENT, HoldKind.BREAKER, HoldKind.NO_RETURN, HoldKind.LATE);

    private final TickAssembler ticks;
    private final GuardStateRepository states;
    private final RolloutTransitionExecutor moves;
    private final StepApprovalService approvals;
    private final RolloutProgressLoader progress;

    RunningRolloutHandler(
            TickAssembler ticks,
            GuardStateRepository states,
            RolloutTransitionExecutor moves,
            StepApprovalService approvals,
            RolloutProgressLoader progress) {
        this.ticks = ticks;
        this.states = states;
        this.moves = moves;
        this.approvals = approvals;
        this.progress = progress;
    }

    Rollout judge(Rollout stored, TickAssembler.AssembledTick found, Instant now, Instant listeningSince) {
        Rollout before = approvals.current(stored);
        if (found.tick().filter(tick -> moves.isOutdated(before, tick)).isPresent()) {
            return ticks.write(before, found);
        }
        return moves.abortIfDisabled(before, now)
                .map(aborted -> ticks.write(aborted, found))
                .orElseGet(() -> before.awaitsConfirmation()
                        ? judgeHeld(before, found, now, listeningSince)
                        : judgeEnabled(before, found, now, listeningSince));
    }

    /* After a restore: outcomes of exposures from before are evidence of harm, and nothing but a rollback follows. What
    arrives while nobody is on the candidate says nothing about it. */
    private Rollout judgeHeld(Rollout before, TickAssembler.AssembledTick found, Instant now, Instant listeningSince) {
        RolloutTick tick =
                found.tick().filter(one -> !one.exposure().equals(Percent.NONE)).orElse(null);
        if (tick == null) {
            return ticks.write(before, found);
        }
        RolloutProgress known = progress.of(before, found.heardAt(), listeningSince, now);
        EvaluationResult judged =
                GuardEvaluation.tick(before.plan(), states.find(before.id()).orElseThrow(), tick, known);
        Rollout rollout =
                ticks.write(before, found.judged(judged, known)).standing(GuardrailStatus.of(judged.ruling()));
        states.save(rollout.id(), judged.state());
        return judged.ruling().decision() instanceof RolloutAction.RollBack back
                ? moves.make(
                        rollout,
                        RolloutTransition.rollBack(rollout, back.reason() + others(rollout), tick.at())
                                .knowing(known)
                                .on(tick.failedFrom()),
                        RolloutTransitionExecutor.GUARD)
                : rollout;
    }

    private Rollout judgeEnabled(
            Rollout before, TickAssembler.AssembledTick found, Instant now, Instant listeningSince) {
        RolloutProgress known = progress.of(before, found.heardAt(), listeningSince, now);
        GuardState state = states.find(before.id()).orElseThrow();
        Optional<RolloutTick> tick = found.tick();
        EvaluationResult judged = tick.map(one -> GuardEvaluation.tick(before.plan(), state, one, known))
                .orElseGet(() -> GuardEvaluation.time(before.plan(), state, known, now));
        Rollout rollout = ticks.write(before, found.judged(judged, known));
        RolloutTransition move = move(rollout, judged.ruling().decision(), known, now);
        if (move == null && tick.isEmpty()) {
            return rollout;
        }
        states.save(rollout.id(), after(rollout, judged.state(), move));
        Rollout standing = rollout.standing(GuardrailStatus.of(judged.ruling()));
        Rollout moved = move == null
                ? standing
                : moves.make(
                        standing,
                        move.knowing(known).on(tick.map(RolloutTick::failedFrom).orElse(null)),
                        RolloutTransitionExecutor.GUARD);
        return observe(rollout.standing(), moved, now);
    }

    /* Each guardrail that only observes is noted when it first would have acted. */
    private Rollout observe(@Nullable GuardrailStatus before, Rollout rollout, Instant now) {
        Rollout noted = rollout;
        GuardrailStatus standing = rollout.standing();
        if (standing == null || rollout.status().ended()) {
            return rollout;
        }
        for (GuardrailStatus.Check check : standing.observedBreaches()) {
            if (before == null || !before.isBreached(check.check())) {
                noted = moves.make(
                        noted, RolloutTransition.observe(noted, check.detail(), now), RolloutTransitionExecutor.GUARD);
            }
        }
        return noted;
    }

    /* Null: stay, for the same kind of reason as before. */
    private @Nullable RolloutTransition move(
            Rollout rollout, RolloutAction decision, RolloutProgress known, Instant now) {
        return switch (decision) {
            case RolloutAction.Hold hold ->
                isSaid(rollout, hold, known.gates(), now)
                        ? null
                        : RolloutTransition.hold(rollout, hold.kind(), hold.reason(), now);
            case RolloutAction.Advance advance -> RolloutTransition.advance(rollout, advance, now);
            case RolloutAction.StepBack back -> RolloutTransition.stepBack(rollout, back, now);
            case RolloutAction.RollBack back ->
                RolloutTransition.rollBack(rollout, back.reason() + others(rollout), now);
            case RolloutAction.Complete complete -> RolloutTransition.complete(rollout, complete.reason(), now);
        };
    }

    /* The words of other holds count the time; those of gates and silent processes stay until a fact changes. */
    private boolean isSaid(Rollout rollout, RolloutAction.Hold hold, @Nullable RolloutGateStatus gates, Instant now) {
        if (hold.kind() == HoldKind.GATES || hold.kind() == HoldKind.SILENT) {
            return !moves.isNews(rollout, hold.kind(), hold.reason(), now);
        }
        return hold.kind() == rollout.position().hold()
                && !(NAMES_GATES.contains(hold.kind())
                        && moves.isNewsOfGates(rollout, gates == null ? "" : gates.closedWords(), now));
    }

    /* Who reads why it was rolled back has to know what else was changing. */
    private String others(Rollout rollout) {
        String running = String.join(", ", moves.runningBeside(rollout));
        return running.isEmpty() ? "" : " (running at the same time: " + running + ")";
    }

    private static GuardState after(Rollout rollout, GuardState state, @Nullable RolloutTransition move) {
        return move != null
                        && (move.kind() == RolloutDecisionKind.ADVANCE || move.kind() == RolloutDecisionKind.STEP_BACK)
                ? GuardEngine.stepChanged(rollout.plan(), state, move.step(), move.at())
                : state;
    }
}
