// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Clears away after rollouts that ended: units once no batch can name them, splits once they change nothing, and
/// what is known of sources.
@Component
public class Upkeep {
    /* Longer than an SDK process keeps batches that it could not send. A plan that waits for settlements says more. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final TransactionTemplate transaction;
    private final RolloutTable rollouts;
    private final Outcomes outcomes;
    private final Splits splits;
    private final SourceTable sources;

    Upkeep(
            TransactionTemplate transaction,
            RolloutTable rollouts,
            Outcomes outcomes,
            Splits splits,
            SourceTable sources) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.outcomes = outcomes;
        this.splits = splits;
        this.sources = sources;
    }

    /// Does what is due; each rollout in its own transaction.
    public void look(Instant now) {
        RepeatedWork.forEach(
                rollouts.overBefore(now.minus(FORGET_AFTER), outcomes.expecting()),
                id -> transaction.executeWithoutResult(status -> outcomes.forget(id)));
        RepeatedWork.forEach(
                rollouts.endedBefore(now, splits.inForce()),
                id -> transaction.executeWithoutResult(status -> tidy(id)));
        sources.tidy();
    }

    private void tidy(String id) {
        rollouts.lock(id).ifPresent(ended -> splits.tidy(ended, Moves.GUARD));
    }
}
