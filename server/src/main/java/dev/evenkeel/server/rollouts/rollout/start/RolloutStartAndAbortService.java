// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.api.RolloutApi.StartRolloutRequest;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutTransition;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutTransitionExecutor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The commands that start and abort a rollout, each in one transaction. Callers publish the change
/// ([dev.evenkeel.server.rollouts.rollout.guard.RolloutPostCommitProcessor#tell]). Thread-safe.
@Component
public class RolloutStartAndAbortService {
    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final RolloutTransitionExecutor transitions;
    private final StartRolloutValidator validator;
    private final PreparedChangeCatalog preparedChanges;
    private final Clock clock;

    RolloutStartAndAbortService(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            RolloutTransitionExecutor transitions,
            StartRolloutValidator validator,
            PreparedChangeCatalog preparedChanges,
            Clock clock) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.transitions = transitions;
        this.validator = validator;
        this.preparedChanges = preparedChanges;
        this.clock = clock;
    }

    /// Starts a rollout: all units are on control until the latency baseline has enough samples; then the guard
    /// starts the first step.
    ///
    /// @param who user who starts it, for the audit log
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws ConflictException when a rollout is running on the flag
    public Rollout start(String environment, JsonRequest<StartRolloutRequest> body, String who) {
        validator.requireEnvironment(environment);
        StartRolloutCommand command = body.convertOrThrow(
                "The rollout was not started.",
                (request, errors) -> validator.validateWithApprovers(
                        environment, preparedChanges.complete(environment, request), who, errors));
        validator.requireOpenGates(environment, command);
        try {
            return transaction.execute(status -> start(environment, command, who));
        } catch (DuplicateKeyException e) {
            throw alreadyRunning(environment, command, e);
        }
    }

    /// Moves all units to control, regardless of the guard's evaluation.
    ///
    /// @throws ConflictException when the rollout has ended
    public Rollout abort(String id, String reason, String who) {
        return transaction.execute(status -> {
            Rollout rollout = rollouts.lock(id).orElseThrow(() -> RolloutQueries.notFound(id));
            if (rollout.status().isEnded()) {
                throw new ConflictException(
                        ProblemCode.ROLLOUT_ENDED,
                        "Rollout " + id + " already ended: " + rollout.status() + " at "
                                + rollout.position().endedAt() + ".",
                        "No action is needed. Its exposure is "
                                + rollout.position().exposure() + ".");
            }
            String why = reason.isBlank() ? "aborted by " + who : reason;
            Rollout aborted = transitions.apply(rollout, RolloutTransition.abort(rollout, why, now()), who);
            rollouts.update(aborted);
            return aborted;
        });
    }

    private Rollout start(String environment, StartRolloutCommand command, String who) {
        Instant now = now();
        String id = IdAndSecretGenerator.newId("r-");
        var waiting =
                new Rollout.Position(RolloutStatus.COLLECTING_BASELINE, 0, now, Percent.NONE, 0, 0, null, false, null);
        var rollout = new Rollout(
                id,
                environment,
                command.flag(),
                command.control(),
                command.candidate(),
                command.plan(),
                command.restartOf() == null ? id : command.restartOf().seed(),
                command.reason(),
                command.change(),
                now,
                waiting,
                0,
                0,
                Rollout.Totals.NONE,
                null,
                null,
                1);
        return transitions.start(rollout, who);
    }

    private ConflictException alreadyRunning(
            String environment, StartRolloutCommand command, DuplicateKeyException cause) {
        String running = rollouts.findRunningByFlag(environment, command.flag())
                .map(Rollout::id)
                .orElseThrow(() -> cause);
        return new ConflictException(
                ProblemCode.ROLLOUT_RUNNING,
                "Rollout " + running + " is already running on flag " + command.flag() + ".",
                "Wait until it ends, or abort it: ./evenkeel rollout abort " + running);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
