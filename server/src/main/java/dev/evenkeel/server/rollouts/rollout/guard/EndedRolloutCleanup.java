// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Clears away after rollouts that ended: units once no batch can name them, splits once they change nothing,
/// and what is known of sources.
@Component
public class EndedRolloutCleanup {
    /* Longer than an SDK process keeps batches that it could not send. A plan that waits for settlements says more. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final EvidenceService outcomes;
    private final RolloutSplitService splits;
    private final MetricSourceRepository sources;

    EndedRolloutCleanup(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            EvidenceService outcomes,
            RolloutSplitService splits,
            MetricSourceRepository sources) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.outcomes = outcomes;
        this.splits = splits;
        this.sources = sources;
    }

    /// Does what is due; each rollout in its own transaction.
    public void look(Instant now) {
        RepeatingTask.forEach(
                rollouts.overBefore(now.minus(FORGET_AFTER), outcomes.expecting()),
                id -> transaction.executeWithoutResult(status -> outcomes.forget(id)));
        RepeatingTask.forEach(
                rollouts.endedBefore(now, splits.inForce()),
                id -> transaction.executeWithoutResult(status -> tidy(id)));
        sources.tidy();
    }

    private void tidy(String id) {
        rollouts.lock(id).ifPresent(ended -> splits.tidy(ended, RolloutTransitionExecutor.GUARD));
    }
}
