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

/// How the evaluation of rollouts has gone on this server since it started: failures, when each rollout was
/// last evaluated, and which rollouts it cannot evaluate because another session has locked them. Written by
/// the guard, nothing of it is stored. Thread-safe.
@Component
public class EvaluationHealth {
    /// What the guard does about a session that holds a lock, and what an operator can do.
    public static final String END_SESSION =
            ". The guard tries again every second; if it lasts, find the session in pg_stat_activity and end it";

    /* Another server has a rollout locked for as long as its look takes. */
    private static final Duration LOCKED = Duration.ofSeconds(3);

    private final Clock clock;
    private final LongAdder failures = new LongAdder();
    private final Map<String, Instant> lockedSince = new ConcurrentHashMap<>();
    private final Map<String, Instant> evaluatedAt = new ConcurrentHashMap<>();

    public EvaluationHealth(Clock clock) {
        this.clock = clock;
    }

    /// Number of evaluations that failed since this server started. Each of them has been logged.
    public long failures() {
        return failures.sum();
    }

    /// When this server last evaluated a rollout; empty when it has not since it started.
    public Optional<Instant> lastEvaluated(String id) {
        return Optional.ofNullable(evaluatedAt.get(id));
    }

    /// Why this server cannot evaluate a rollout although nothing failed: another session has had its row
    /// locked for a while, so not even that can be stored on it.
    Optional<String> lockWait(String id) {
        return Optional.ofNullable(lockedSince.get(id))
                .filter(since -> Duration.between(since, clock.instant()).compareTo(LOCKED) >= 0)
                .map(since -> "waits for a lock: another session of the database has locked this rollout since "
                        + since.truncatedTo(ChronoUnit.SECONDS) + END_SESSION);
    }

    /// Counts an evaluation that failed.
    public void failed() {
        failures.increment();
    }

    /// Notes that a rollout was evaluated.
    public void evaluated(String id, Instant at) {
        evaluatedAt.put(id, at);
    }

    /// Notes that another session has a rollout locked; the first time of several in a row counts.
    public void locked(String id, Instant at) {
        lockedSince.putIfAbsent(id, at);
    }

    /// Notes that no other session has a rollout locked.
    public void unlocked(String id) {
        lockedSince.remove(id);
    }

    /// Forgets all rollouts but some.
    public void retain(Set<String> ids) {
        evaluatedAt.keySet().retainAll(ids);
        lockedSince.keySet().retainAll(ids);
    }
}
