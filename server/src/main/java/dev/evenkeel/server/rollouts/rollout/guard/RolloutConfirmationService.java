// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.rollout.GuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Continues rollouts that are held since the database was restored. What has to be true before a first step
/// has to be true then too: every gate is open, and a migration is where the rollout begins. Thread-safe.
@Component
public class RolloutConfirmationService {
    private final RolloutRepository rollouts;
    private final GuardStateRepository states;
    private final FirstStepPreconditions stage;
    private final RolloutTransitionExecutor moves;
    private final Clock clock;

    RolloutConfirmationService(
            RolloutRepository rollouts,
            GuardStateRepository states,
            FirstStepPreconditions stage,
            RolloutTransitionExecutor moves,
            Clock clock) {
        this.rollouts = rollouts;
        this.states = states;
        this.stage = stage;
        this.moves = moves;
        this.clock = clock;
    }

    /// Continues a rollout at its step, with fresh evidence for advancing; evidence of harm is kept.
    ///
    /// @param who confirms, for the audit log
    /// @throws ConflictException when it is not held after a restore, or must not continue now
    @Transactional
    public void confirm(String id, String reason, String who) {
        Rollout rollout = rollouts.lock(id).orElseThrow(() -> RolloutService.notFound(id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requireHeld(rollout);
        stage.findObstacle(rollout, now).ifPresent(obstacle -> {
            throw notNow(rollout, obstacle);
        });
        String why = "confirmed by " + who + (reason.isBlank() ? "" : ": " + reason);
        rollouts.save(moves.make(rollout, RolloutTransition.confirm(rollout, why, now), who));
        states.find(id).ifPresent(state -> states.save(id, GuardEngine.stepRestarted(rollout.plan(), state, now)));
    }

    private static void requireHeld(Rollout rollout) {
        if (rollout.status().ended()) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_ENDED,
                    "Rollout " + rollout.id() + " has ended already: " + rollout.status() + ".",
                    "Nothing is left to confirm.");
        }
        if (!rollout.awaitsConfirmation()) {
            throw new ConflictException(
                    ProblemCode.NOTHING_TO_CONFIRM,
                    "Rollout " + rollout.id() + " is not held because of a restored database. Nothing was changed.",
                    "GET /api/v1/rollouts/" + rollout.id() + " shows what it waits for.");
        }
    }

    private static ConflictException notNow(Rollout rollout, FirstStepPreconditions.Obstacle obstacle) {
        return new ConflictException(
                obstacle.hold() == HoldKind.GATES ? ProblemCode.GATES_CLOSED : ProblemCode.ROLLOUT_HELD,
                "Rollout " + rollout.id() + " was not confirmed: " + obstacle.words() + ".",
                "Confirm it again when that has changed; it stays held until then. To end it, POST /api/v1/rollouts/"
                        + rollout.id() + "/abort.");
    }
}
