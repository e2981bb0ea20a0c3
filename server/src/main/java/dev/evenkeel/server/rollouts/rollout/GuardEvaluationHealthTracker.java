// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// The health of rollout evaluation on this server since it started: failures, time of the last evaluation, and
/// rollouts that cannot be evaluated because another session has locked them. Updated by the guard, kept in
/// memory only. Thread-safe.
@Component
public class GuardEvaluationHealthTracker {
    /// Advice for a session that holds a lock: what the guard does, and what an operator can do.
    public static final String LOCK_REMEDY =
            ". The guard retries every second; if this lasts, find the session in pg_stat_activity and terminate it";

    /* Longer than another server locks a rollout for one evaluation. */
    private static final Duration LOCKED = Duration.ofSeconds(3);

    private final Clock clock;
    private final LongAdder failures = new LongAdder();
    private final Map<String, Instant> lockedSince = new ConcurrentHashMap<>();
    private final Map<String, Instant> evaluatedAt = new ConcurrentHashMap<>();

    public GuardEvaluationHealthTracker(Clock clock) {
        this.clock = clock;
    }

    /// Returns the number of failed evaluations since this server started. Each has been logged.
    public long failureCount() {
        return failures.sum();
    }

    /// Returns when this server last evaluated a rollout; empty when it has not since it started.
    public Optional<Instant> findLastEvaluatedAt(String id) {
        return Optional.ofNullable(evaluatedAt.get(id));
    }

    /// Returns why this server cannot evaluate a rollout whose row another session has locked for a while. The
    /// reason cannot be stored, because the row is locked.
    Optional<String> findLockWaitMessage(String id) {
        return Optional.ofNullable(lockedSince.get(id))
                .filter(since -> Duration.between(since, clock.instant()).compareTo(LOCKED) >= 0)
                .map(since -> "waiting for a lock: another database session has locked this rollout since "
                        + since.truncatedTo(ChronoUnit.SECONDS) + LOCK_REMEDY);
    }

    /// Counts a failed evaluation.
    public void recordFailure() {
        failures.increment();
    }

    /// Records an evaluation.
    public void recordEvaluation(String id, Instant at) {
        evaluatedAt.put(id, at);
    }

    /// Records that another session has locked a rollout; only the first of consecutive calls counts.
    public void recordLocked(String id, Instant at) {
        lockedSince.putIfAbsent(id, at);
    }

    /// Records that no other session has locked a rollout.
    public void recordUnlocked(String id) {
        lockedSince.remove(id);
    }

    /// Removes all rollouts but the given ones.
    public void retainOnly(Set<String> ids) {
        evaluatedAt.keySet().retainAll(ids);
        lockedSince.keySet().retainAll(ids);
    }
}
