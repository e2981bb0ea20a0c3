// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The cleanup after ended rollouts: deletes their units when no batch can name them any more, their splits
/// when those no longer affect the evaluation, and the status of their metric sources.
@Component
public class EndedRolloutStoredDataCleanup {
    /* Longer than an SDK process keeps undelivered batches. A plan with delayed outcomes sets a longer time. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final EvidenceRepository evidence;
    private final RolloutSplitService splits;
    private final MetricSourceStatusRepository sources;

    EndedRolloutStoredDataCleanup(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            EvidenceRepository evidence,
            RolloutSplitService splits,
            MetricSourceStatusRepository sources) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.evidence = evidence;
        this.splits = splits;
        this.sources = sources;
    }

    /// Cleans up what is due; each rollout in its own transaction.
    public void runOnce(Instant now) {
        BackgroundJob.forEachIsolatingFailures(
                rollouts.listExpiredBefore(now.minus(FORGET_AFTER), evidence.listRolloutsWithWindows()),
                id -> transaction.executeWithoutResult(status -> evidence.deleteRollout(id)));
        BackgroundJob.forEachIsolatingFailures(
                rollouts.listEndedBefore(now, splits.listActiveOwners()),
                id -> transaction.executeWithoutResult(status -> removeObsoleteSplit(id)));
        sources.deleteEnded();
    }

    private void removeObsoleteSplit(String id) {
        rollouts.lock(id).ifPresent(ended -> splits.removeObsoleteSplit(ended, RolloutTransitionExecutor.GUARD));
    }
}
