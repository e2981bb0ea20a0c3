// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.Decision;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.GuardState;
import dev.evenkeel.engine.rollout.Progress;
import dev.evenkeel.engine.rollout.Ruling;
import dev.evenkeel.server.rollout.Judging.Judged;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The guard at work on a running rollout: takes in the tick, if there is one, asks, and does what it says. Runs in the
/// caller's transaction, under the lock of the rollout.
@Component
class Guarding {
    private final TickBook ticks;
    private final StateTable states;
    private final Moves moves;

    Guarding(TickBook ticks, StateTable states, Moves moves) {
        this.ticks = ticks;
        this.states = states;
        this.moves = moves;
    }

    Rollout judge(Rollout before, TickBook.Found found, Instant now, Instant listeningSince) {
        return moves.abortIfDisabled(before, now)
                .map(aborted -> ticks.write(aborted, found))
                .orElseGet(() -> judgeEnabled(before, found, now, listeningSince));
    }

    private Rollout judgeEnabled(Rollout before, TickBook.Found found, Instant now, Instant listeningSince) {
        Progress progress = progress(before, found, listeningSince);
        GuardState state = states.find(before.id()).orElseThrow();
        Optional<RolloutTick> tick = found.tick();
        Judged judged = tick.map(one -> Judging.tick(before.plan(), state, one, progress))
                .orElseGet(() -> Judging.time(before.plan(), state, progress, now));
        Rollout rollout = ticks.write(before, found.judged(judged, progress));
        Move move = move(rollout, judged.ruling(), progress, now);
        if (move == null && tick.isEmpty()) {
            return rollout;
        }
        states.save(rollout.id(), after(rollout, judged.state(), move));
        Rollout standing = rollout.standing(Standing.of(judged.ruling()));
        return move == null
                ? standing
                : moves.make(standing, move.on(tick.map(RolloutTick::failedFrom).orElse(null)), Moves.GUARD);
    }

    private static Progress progress(Rollout rollout, TickBook.Found found, Instant listeningSince) {
        return new Progress(
                rollout.position().step(),
                rollout.position().stepStartedAt(),
                TickBook.later(found.heardAt(), listeningSince));
    }

    /* Null: stay, for the same kind of reason as before. */
    private static @Nullable Move move(Rollout rollout, Ruling ruling, Progress progress, Instant now) {
        return switch (ruling.decision()) {
            case Decision.Hold hold -> {
                HoldKind kind = HoldKind.of(rollout.plan(), progress, ruling, now);
                yield kind == rollout.position().hold()
                        ? null
                        : Move.hold(rollout, kind, hold.reason(), now).knowing(progress);
            }
            case Decision.Advance advance -> Move.advance(rollout, advance, now).knowing(progress);
            case Decision.RollBack back ->
                Move.rollBack(rollout, back.reason(), now).knowing(progress);
            case Decision.Complete complete ->
                Move.complete(rollout, complete.reason(), now).knowing(progress);
        };
    }

    private static GuardState after(Rollout rollout, GuardState state, @Nullable Move move) {
        return move != null && move.kind() == DecisionKind.ADVANCE
                ? GuardEngine.stepChanged(rollout.plan(), state, move.step(), move.at())
                : state;
    }
}
