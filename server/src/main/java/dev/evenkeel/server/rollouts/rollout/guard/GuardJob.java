// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.database.LockTimeoutDetector;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.rollout.GuardEvaluationHealthTracker;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutEvaluator.RolloutEvaluationActivity;
import java.time.Clock;
import java.time.Duration;
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

/// The background job that evaluates every rollout that is running or has pending evidence: at least once a
/// second, and soon after evidence arrives.
///
/// Each run reads only stored state, so a missed wake-up or a failed run only delays the evaluation. A rollout
/// whose evaluation fails holds: the failure is logged and counted, the next run retries, and after several
/// failures in a row the rollout shows the error. Other rollouts are not affected. One thread.
@Component
class GuardJob {
    private static final Logger LOG = LoggerFactory.getLogger(GuardJob.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /* Evidence that arrives within this time forms one tick, which limits ticks to ten a second. */
    private static final Duration MERGE_PERIOD = Duration.ofMillis(100);
    /* Maximum number of ticks per rollout and run, so that no rollout starves the others. */
    private static final int MOST_TICKS = 100;

    private final RolloutEvaluator rolloutEvaluator;
    private final RolloutRepository rollouts;
    private final EvidenceRepository evidence;
    private final RolloutPostCommitProcessor postCommit;
    private final GuardEvaluationHealthTracker health;
    private final Clock clock;
    private final Map<String, ServerObservationContinuity> observations = new HashMap<>();

    GuardJob(
            RolloutEvaluator rolloutEvaluator,
            RolloutRepository rollouts,
            EvidenceRepository evidence,
            RolloutPostCommitProcessor postCommit,
            GuardEvaluationHealthTracker health,
            Clock clock,
            BackgroundJobs jobs) {
        this.rolloutEvaluator = rolloutEvaluator;
        this.rollouts = rollouts;
        this.evidence = evidence;
        this.postCommit = postCommit;
        this.health = health;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("rollout guard", INTERVAL, this::runOnce)
                .forGuard()
                .wakeUpOn(EvidenceReceivedEvent.class)
                .mergeWakeUpsWithin(MERGE_PERIOD));
    }

    /// Evaluates all rollouts, then does the work after the commits.
    void runOnce() {
        Set<String> ids = new LinkedHashSet<>(rollouts.listRunningIds());
        ids.addAll(evidence.listRolloutsWithPendingEvidence());
        observations.keySet().retainAll(ids);
        health.retainOnly(ids);
        ids.forEach(this::evaluateAndPublish);
        postCommit.runOnce(now());
    }

    private void evaluateAndPublish(String id) {
        ServerObservationContinuity observation =
                observations.computeIfAbsent(id, ignored -> new ServerObservationContinuity(now()));
        try {
            RolloutEvaluationActivity activity = evaluateTicks(id, observation);
            observation.recordSuccess(now());
            health.recordEvaluation(id, now());
            if (activity.changed()) {
                postCommit.publish(new RolloutChangedEvent(id, activity.decided()));
            }
        } catch (RuntimeException | Error e) {
            health.recordFailure();
            handleFailure(id, observation.recordFailure(), e);
        }
    }

    private RolloutEvaluationActivity evaluateTicks(String id, ServerObservationContinuity observation) {
        RolloutEvaluationActivity activity = new RolloutEvaluationActivity(true, false, false);
        for (int ticks = 0; activity.ticked() && ticks < MOST_TICKS; ticks++) {
            Instant now = now();
            Optional<RolloutEvaluationActivity> next =
                    rolloutEvaluator.evaluate(id, now, observation.observedSince(now));
            if (next.isEmpty()) {
                health.recordLocked(id, now);
                return activity;
            }
            health.recordUnlocked(id);
            activity = activity.merge(next.get());
        }
        return activity;
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
