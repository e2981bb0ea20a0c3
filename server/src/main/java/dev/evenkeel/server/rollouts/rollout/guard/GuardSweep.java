// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.database.LockTimeoutDetector;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.GuardEvaluationHealthTracker;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutEvaluator.RolloutEvaluationActivity;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One sweep of the guard over every rollout that is running or has pending evidence.
///
/// A rollout whose evaluation fails holds: the failure is logged and counted, the next sweep retries, and after
/// several failures in a row the rollout shows the error. Other rollouts are not affected.
@Component
class GuardSweep {
    private static final Logger LOG = LoggerFactory.getLogger(GuardSweep.class);
    /* Maximum number of ticks per rollout and sweep, so that no rollout starves the others. */
    private static final int MOST_TICKS = 100;

    private final RolloutEvaluator rolloutEvaluator;
    private final RolloutRepository rollouts;
    private final EvidenceService outcomes;
    private final RolloutPostCommitProcessor postCommit;
    private final GuardEvaluationHealthTracker health;
    private final Clock clock;
    private final Map<String, ServerObservationContinuity> attention = new HashMap<>();

    GuardSweep(
            RolloutEvaluator rolloutEvaluator,
            RolloutRepository rollouts,
            EvidenceService outcomes,
            RolloutPostCommitProcessor postCommit,
            GuardEvaluationHealthTracker health,
            Clock clock) {
        this.rolloutEvaluator = rolloutEvaluator;
        this.rollouts = rollouts;
        this.outcomes = outcomes;
        this.postCommit = postCommit;
        this.health = health;
        this.clock = clock;
    }

    /// Evaluates all rollouts.
    void runOnce() {
        Set<String> ids = new LinkedHashSet<>(rollouts.listRunningIds());
        ids.addAll(outcomes.listRolloutsWithPendingEvidence());
        attention.keySet().retainAll(ids);
        health.retainOnly(ids);
        ids.forEach(this::evaluate);
        postCommit.runOnce(now());
    }

    private void evaluate(String id) {
        ServerObservationContinuity paid =
                attention.computeIfAbsent(id, ignored -> new ServerObservationContinuity(now()));
        try {
            RolloutEvaluator.RolloutEvaluationActivity looked = evaluateTicks(id, paid);
            paid.recordSuccess(now());
            health.recordEvaluation(id, now());
            if (looked.changed()) {
                postCommit.publish(new RolloutChangedEvent(id, looked.decided()));
            }
        } catch (RuntimeException | Error e) {
            health.recordFailure();
            handleFailure(id, paid.recordFailure(), e);
        }
    }

    private RolloutEvaluationActivity evaluateTicks(String id, ServerObservationContinuity paid) {
        RolloutEvaluationActivity looked = new RolloutEvaluationActivity(true, false, false);
        for (int ticks = 0; looked.ticked() && ticks < MOST_TICKS; ticks++) {
            Instant now = now();
            Optional<RolloutEvaluationActivity> next = rolloutEvaluator.evaluate(id, now, paid.observedSince(now));
            if (next.isEmpty()) {
                health.recordLocked(id, now);
                return looked;
            }
            health.recordUnlocked(id);
            looked = looked.merge(next.get());
        }
        return looked;
    }

    private void handleFailure(String id, int times, Throwable error) {
        boolean locked = LockTimeoutDetector.isCauseOf(error);
        if (times == 1) {
            LOG.error("Evaluation of rollout {} failed; it holds and is retried at least every second", id, error);
        }
        if (times != (locked ? 1 : ServerObservationContinuity.FAILURES_BEFORE_REPORT)) {
            return;
        }
        LOG.error("Evaluation of rollout {} still fails; it holds: {}", id, error.toString());
        try {
            rollouts.saveEvaluationError(
                    id,
                    locked
                            ? "waiting for a lock: another database session has locked rows that the guard needs"
                                    + GuardEvaluationHealthTracker.LOCK_REMEDY
                            : "evaluation fails: " + error
                                    + ". The rollout holds. See the server log; you can abort the rollout");
            postCommit.publish(new RolloutChangedEvent(id, false));
        } catch (RuntimeException e) {
            LOG.warn("Storing the evaluation error of rollout {} failed: {}", id, e.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
