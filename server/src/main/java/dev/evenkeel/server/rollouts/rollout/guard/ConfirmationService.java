// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.StateTable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Continues rollouts that are held since the database was restored. What has to be true before a first step has
/// to be true then too: every gate is open, and a migration is where the rollout begins. Thread-safe.
@Component
public class ConfirmationService {
    private final RolloutTable rollouts;
    private final StateTable states;
    private final StageGate stage;
    private final Moves moves;
    private final Clock clock;

    ConfirmationService(RolloutTable rollouts, StateTable states, StageGate stage, Moves moves, Clock clock) {
        this.rollouts = rollouts;
        this.states = states;
        this.stage = stage;
        this.moves = moves;
        this.clock = clock;
    }

    /// Continues a rollout at its step, with fresh evidence for advancing; evidence of harm is kept.
    ///
    /// @param who confirms, for the audit log
    /// @throws Conflict when it is not held after a restore, or must not continue now
    @Transactional
    public void confirm(String id, String reason, String who) {
        Rollout rollout = rollouts.lock(id).orElseThrow(() -> Rollouts.notFound(id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requireHeld(rollout);
        stage.findObstacle(rollout, now).ifPresent(obstacle -> {
            throw notNow(rollout, obstacle);
        });
        String why = "confirmed by " + who + (reason.isBlank() ? "" : ": " + reason);
        rollouts.save(moves.make(rollout, Move.confirm(rollout, why, now), who));
        states.find(id).ifPresent(state -> states.save(id, GuardEngine.stepRestarted(rollout.plan(), state, now)));
    }

    private static void requireHeld(Rollout rollout) {
        if (rollout.status().ended()) {
            throw new Conflict(
                    ErrorCode.ROLLOUT_ENDED,
                    "Rollout " + rollout.id() + " has ended already: " + rollout.status() + ".",
                    "Nothing is left to confirm.");
        }
        if (!rollout.awaitsConfirmation()) {
            throw new Conflict(
                    ErrorCode.NOTHING_TO_CONFIRM,
                    "Rollout " + rollout.id() + " is not held because of a restored database. Nothing was changed.",
                    "GET /api/v1/rollouts/" + rollout.id() + " shows what it waits for.");
        }
    }

    private static Conflict notNow(Rollout rollout, StageGate.Obstacle obstacle) {
        return new Conflict(
                obstacle.hold() == HoldKind.GATES ? ErrorCode.GATES_CLOSED : ErrorCode.ROLLOUT_HELD,
                "Rollout " + rollout.id() + " was not confirmed: " + obstacle.words() + ".",
                "Confirm it again when that has changed; it stays held until then. To end it, POST /api/v1/rollouts/"
                        + rollout.id() + "/abort.");
    }
}
