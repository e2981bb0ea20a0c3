// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutGuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that continues rollouts held after a database restore. Requires the preconditions of a first
/// step: every gate is open, and a migration is at the stage at which the rollout starts. Thread-safe.
@Component
public class RolloutRestoreConfirmationService {
    private final RolloutRepository rollouts;
    private final RolloutGuardStateRepository states;
    private final FirstStepPreconditions firstStepPreconditions;
    private final RolloutTransitionExecutor transitions;
    private final Clock clock;

    RolloutRestoreConfirmationService(
            RolloutRepository rollouts,
            RolloutGuardStateRepository states,
            FirstStepPreconditions firstStepPreconditions,
            RolloutTransitionExecutor transitions,
            Clock clock) {
        this.rollouts = rollouts;
        this.states = states;
        this.firstStepPreconditions = firstStepPreconditions;
        this.transitions = transitions;
        this.clock = clock;
    }

    /// Continues a rollout at its step: advance evidence restarts, rollback evidence is kept.
    ///
    /// @param who user who confirms, for the audit log
    /// @throws ConflictException when the rollout is not held after a restore, or a precondition is not met
    @Transactional
    public void confirm(String id, String reason, String who) {
        Rollout rollout = rollouts.lock(id).orElseThrow(() -> RolloutQueries.notFound(id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requireHeld(rollout);
        firstStepPreconditions.findObstacle(rollout, now).ifPresent(obstacle -> {
            throw notNow(rollout, obstacle);
        });
        String why = "resumed by " + who + (reason.isBlank() ? "" : ": " + reason);
        rollouts.update(transitions.apply(rollout, RolloutTransition.confirm(rollout, why, now), who));
        states.findByRollout(id)
                .ifPresent(state -> states.save(id, GuardEngine.restartStep(rollout.plan(), state, now)));
    }

    private static void requireHeld(Rollout rollout) {
        if (rollout.status().isEnded()) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_ENDED,
                    "Rollout " + rollout.id() + " already ended: " + rollout.status() + ".",
                    "No action is needed.");
        }
        if (!rollout.requiresConfirmation()) {
            throw new ConflictException(
                    ProblemCode.NOTHING_TO_CONFIRM,
                    "Rollout " + rollout.id() + " is not held after a database restore. Nothing was changed.",
                    "To see what it waits for: ./evenkeel rollout show " + rollout.id());
        }
    }

    private static ConflictException notNow(Rollout rollout, FirstStepPreconditions.Obstacle obstacle) {
        return new ConflictException(
                obstacle.hold() == HoldKind.GATES ? ProblemCode.GATES_CLOSED : ProblemCode.ROLLOUT_HELD,
                "Rollout " + rollout.id() + " was not resumed: " + obstacle.message() + ".",
                "Fix the cause and resume it again; until then it stays held. To end it: ./evenkeel rollout abort "
                        + rollout.id());
    }
}
