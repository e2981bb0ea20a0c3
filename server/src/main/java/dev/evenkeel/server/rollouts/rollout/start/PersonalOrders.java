// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.guard.Move;
import dev.evenkeel.server.rollouts.rollout.guard.Moves;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What people order: to start a rollout and to abort one. One transaction each; callers publish what it changed
/// ([dev.evenkeel.server.rollouts.rollout.guard.Aftermath#tell]). Thread-safe.
@Component
public class PersonalOrders {
    private final TransactionTemplate transaction;
    private final RolloutTable rollouts;
    private final Moves moves;
    private final OrderReader reader;
    private final Clock clock;

    PersonalOrders(
            TransactionTemplate transaction, RolloutTable rollouts, Moves moves, OrderReader reader, Clock clock) {
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
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with the order
    /// @throws Conflict when a rollout runs on the flag
    public Rollout start(String environment, JsonNode body, String who) {
        StartOrder order = reader.read(environment, body, who);
        try {
            return transaction.execute(status -> start(environment, order, who));
        } catch (DuplicateKeyException e) {
            throw alreadyRunning(environment, order, e);
        }
    }

    /// Puts everybody back on control, whatever the guard thinks.
    ///
    /// @throws Conflict when it has ended
    public Rollout abort(String id, String reason, String who) {
        return transaction.execute(status -> {
            Rollout rollout = rollouts.lock(id).orElseThrow(() -> Rollouts.notFound(id));
            if (rollout.status().ended()) {
                throw new Conflict(
                        ErrorCode.ROLLOUT_ENDED,
                        "Rollout " + id + " has ended already: " + rollout.status() + " at "
                                + rollout.position().endedAt() + ".",
                        "Nothing is left to abort. Its exposure is "
                                + rollout.position().exposure() + ".");
            }
            String why = reason.isBlank() ? "aborted by " + who : reason;
            Rollout aborted = moves.make(rollout, Move.abort(rollout, why, now()), who);
            rollouts.save(aborted);
            return aborted;
        });
    }

    private Rollout start(String environment, StartOrder order, String who) {
        Instant now = now();
        String id = Ids.id("r-");
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

    private Conflict alreadyRunning(String environment, StartOrder order, DuplicateKeyException cause) {
        String running =
                rollouts.findRunning(environment, order.flag()).map(Rollout::id).orElseThrow(() -> cause);
        return new Conflict(
                ErrorCode.ROLLOUT_RUNNING,
                "Rollout " + running + " runs on flag " + order.flag() + ".",
                "Wait until it ends, or abort it with POST /api/v1/rollouts/" + running + "/abort.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
