// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.Decision;
import dev.evenkeel.engine.rollout.GateState;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.Progress;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.Standing;
import dev.evenkeel.server.rollouts.rollout.StateTable;
import dev.evenkeel.server.rollouts.rollout.guard.Judging.Judged;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The guard at work on a running rollout: takes in the tick, if there is one, asks, and does what it
/// says. Runs in the caller's transaction, under the lock of the rollout.
@Component
class Guarding {
    /* Reasons that come before closed gates, which they therefore name. */
    private static final Set<HoldKind> NAMES_GATES = EnumSet.of(
            HoldKind.BLIND, HoldKind.SPLIT, HoldKind.INCIDENT, HoldKind.BREAKER, HoldKind.NO_RETURN, HoldKind.LATE);

    private final TickBook ticks;
    private final StateTable states;
    private final Moves moves;
    private final StepApprovals approvals;
    private final ProgressBook progress;

    Guarding(TickBook ticks, StateTable states, Moves moves, StepApprovals approvals, ProgressBook progress) {
        this.ticks = ticks;
        this.states = states;
        this.moves = moves;
        this.approvals = approvals;
        this.progress = progress;
    }

    Rollout judge(Rollout stored, TickBook.Found found, Instant now, Instant listeningSince) {
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
    private Rollout judgeHeld(Rollout before, TickBook.Found found, Instant now, Instant listeningSince) {
        RolloutTick tick =
                found.tick().filter(one -> !one.exposure().equals(Percent.NONE)).orElse(null);
        if (tick == null) {
            return ticks.write(before, found);
        }
        Progress known = progress.of(before, found.heardAt(), listeningSince, now);
        Judged judged = Judging.tick(before.plan(), states.find(before.id()).orElseThrow(), tick, known);
        Rollout rollout = ticks.write(before, found.judged(judged, known)).standing(Standing.of(judged.ruling()));
        states.save(rollout.id(), judged.state());
        return judged.ruling().decision() instanceof Decision.RollBack back
                ? moves.make(
                        rollout,
                        Move.rollBack(rollout, back.reason() + others(rollout), tick.at())
                                .knowing(known)
                                .on(tick.failedFrom()),
                        Moves.GUARD)
                : rollout;
    }

    private Rollout judgeEnabled(Rollout before, TickBook.Found found, Instant now, Instant listeningSince) {
        Progress known = progress.of(before, found.heardAt(), listeningSince, now);
        GuardState state = states.find(before.id()).orElseThrow();
        Optional<RolloutTick> tick = found.tick();
        Judged judged = tick.map(one -> Judging.tick(before.plan(), state, one, known))
                .orElseGet(() -> Judging.time(before.plan(), state, known, now));
        Rollout rollout = ticks.write(before, found.judged(judged, known));
        Move move = move(rollout, judged.ruling().decision(), known, now);
        if (move == null && tick.isEmpty()) {
            return rollout;
        }
        states.save(rollout.id(), after(rollout, judged.state(), move));
        Rollout standing = rollout.standing(Standing.of(judged.ruling()));
        Rollout moved = move == null
                ? standing
                : moves.make(
                        standing,
                        move.knowing(known).on(tick.map(RolloutTick::failedFrom).orElse(null)),
                        Moves.GUARD);
        return observe(rollout.standing(), moved, now);
    }

    /* Each guardrail that only observes is noted when it first would have acted. */
    private Rollout observe(@Nullable Standing before, Rollout rollout, Instant now) {
        Rollout noted = rollout;
        Standing standing = rollout.standing();
        if (standing == null || rollout.status().ended()) {
            return rollout;
        }
        for (Standing.Check check : standing.observedBreaches()) {
            if (before == null || !before.isBreached(check.check())) {
                noted = moves.make(noted, Move.observe(noted, check.detail(), now), Moves.GUARD);
            }
        }
        return noted;
    }

    /* Null: stay, for the same kind of reason as before. */
    private @Nullable Move move(Rollout rollout, Decision decision, Progress known, Instant now) {
        return switch (decision) {
            case Decision.Hold hold ->
                isSaid(rollout, hold, known.gates(), now) ? null : Move.hold(rollout, hold.kind(), hold.reason(), now);
            case Decision.Advance advance -> Move.advance(rollout, advance, now);
            case Decision.StepBack back -> Move.stepBack(rollout, back, now);
            case Decision.RollBack back -> Move.rollBack(rollout, back.reason() + others(rollout), now);
            case Decision.Complete complete -> Move.complete(rollout, complete.reason(), now);
        };
    }

    /* The words of other holds count the time; those of gates and silent processes stay until a fact changes. */
    private boolean isSaid(Rollout rollout, Decision.Hold hold, @Nullable GateState gates, Instant now) {
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

    private static GuardState after(Rollout rollout, GuardState state, @Nullable Move move) {
        return move != null && (move.kind() == DecisionKind.ADVANCE || move.kind() == DecisionKind.STEP_BACK)
                ? GuardEngine.stepChanged(rollout.plan(), state, move.step(), move.at())
                : state;
    }
}
