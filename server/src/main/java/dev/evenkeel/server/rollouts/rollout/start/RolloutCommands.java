// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutTransition;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutTransitionExecutor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What people order: to start a rollout and to abort one. One transaction each; callers publish what it
/// changed ([dev.evenkeel.server.rollouts.rollout.guard.RolloutEventPublisher#tell]). Thread-safe.
@Component
public class RolloutCommands {
    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final RolloutTransitionExecutor moves;
    private final StartRolloutValidator reader;
    private final Clock clock;

    RolloutCommands(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            RolloutTransitionExecutor moves,
            StartRolloutValidator reader,
            Clock clock) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.moves = moves;
        this.reader = reader;
        this.clock = clock;
    }

    /// Starts a rollout: everybody is on control until the latency reference has enough samples, then the guard
    /// decides.
    ///
    /// @param body as in docs/reference/http-api.md
    /// @param who starts it, for the ledger
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     the order
    /// @throws ConflictException when a rollout runs on the flag
    public Rollout start(String environment, JsonNode body, String who) {
        StartRolloutRequest order = reader.read(environment, body, who);
        try {
            return transaction.execute(status -> start(environment, order, who));
        } catch (DuplicateKeyException e) {
            throw alreadyRunning(environment, order, e);
        }
    }

    /// Puts everybody back on control, whatever the guard thinks.
    ///
    /// @throws ConflictException when it has ended
    public Rollout abort(String id, String reason, String who) {
        return transaction.execute(status -> {
            Rollout rollout = rollouts.lock(id).orElseThrow(() -> RolloutService.notFound(id));
            if (rollout.status().ended()) {
                throw new ConflictException(
                        ProblemCode.ROLLOUT_ENDED,
                        "Rollout " + id + " has ended already: " + rollout.status() + " at "
                                + rollout.position().endedAt() + ".",
                        "Nothing is left to abort. Its exposure is "
                                + rollout.position().exposure() + ".");
            }
            String why = reason.isBlank() ? "aborted by " + who : reason;
            Rollout aborted = moves.make(rollout, RolloutTransition.abort(rollout, why, now()), who);
            rollouts.save(aborted);
            return aborted;
        });
    }

    private Rollout start(String environment, StartRolloutRequest order, String who) {
        Instant now = now();
        String id = IdGenerator.id("r-");
        var waiting = new Rollout.Position(RolloutStatus.SEEDING, 0, now, Percent.NONE, 0, 0, null, false, null);
        var rollout = new Rollout(
                id,
                environment,
                order.flag(),
                order.control(),
                order.candidate(),
                order.plan(),
                order.restarts() == null ? id : order.restarts().seed(),
                order.reason(),
                order.change(),
                now,
                waiting,
                0,
                0,
                Rollout.Totals.NONE,
                null,
                null,
                1);
        return moves.begin(rollout, who);
    }

    private ConflictException alreadyRunning(
            String environment, StartRolloutRequest order, DuplicateKeyException cause) {
        String running =
                rollouts.findRunning(environment, order.flag()).map(Rollout::id).orElseThrow(() -> cause);
        return new ConflictException(
                ProblemCode.ROLLOUT_RUNNING,
                "Rollout " + running + " runs on flag " + order.flag() + ".",
                "Wait until it ends, or abort it with POST /api/v1/rollouts/" + running + "/abort.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
