// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.platform.LockTimeout;
import dev.evenkeel.server.rollout.GuardTurn.Looked;
import dev.evenkeel.server.telemetry.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One round of the guard: a look at every rollout that runs or has evidence waiting.
///
/// A rollout that cannot be judged holds: it is logged, counted, tried again in the next round, and after some failures
/// says so. The others go on. Rounds are confined to one thread.
@Component
class GuardRound {
    private static final Logger LOG = LoggerFactory.getLogger(GuardRound.class);
    /* Ticks of one rollout in one round, so that the others have their turn. */
    private static final int MOST_TICKS = 100;
    /* Another server has a rollout locked for as long as its look takes. */
    private static final Duration LOCKED = Duration.ofSeconds(3);
    private static final String END_SESSION =
            ". The guard tries again every second; if it lasts, find the session in pg_stat_activity and end it";

    private final GuardTurn turn;
    private final RolloutTable rollouts;
    private final Outcomes outcomes;
    private final Aftermath aftermath;
    private final Clock clock;
    private final Map<String, Attention> attention = new HashMap<>();
    private final LongAdder failures = new LongAdder();
    private final Map<String, Instant> lockedSince = new ConcurrentHashMap<>();
    private final Map<String, Instant> judgedAt = new ConcurrentHashMap<>();

    GuardRound(GuardTurn turn, RolloutTable rollouts, Outcomes outcomes, Aftermath aftermath, Clock clock) {
        this.turn = turn;
        this.rollouts = rollouts;
        this.outcomes = outcomes;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /// Looks at all.
    void look() {
        Set<String> ids = new LinkedHashSet<>(rollouts.running());
        ids.addAll(outcomes.waiting());
        attention.keySet().retainAll(ids);
        judgedAt.keySet().retainAll(ids);
        lockedSince.keySet().retainAll(ids);
        ids.forEach(this::look);
        aftermath.look(now());
    }

    /// Looks that failed since this server started.
    long failures() {
        return failures.sum();
    }

    /// When this server last judged a rollout; empty when it has not since it started. For any thread.
    Optional<Instant> lastJudged(String id) {
        return Optional.ofNullable(judgedAt.get(id));
    }

    /// Why this server cannot look at a rollout although nothing failed: another session has had its row locked for a
    /// while, so not even that can be stored on it. For any thread.
    Optional<String> lockWait(String id) {
        return Optional.ofNullable(lockedSince.get(id))
                .filter(since -> Duration.between(since, now()).compareTo(LOCKED) >= 0)
                .map(since -> "waits for a lock: another session of the database has locked this rollout since "
                        + since.truncatedTo(ChronoUnit.SECONDS) + END_SESSION);
    }

    private void look(String id) {
        Attention paid = attention.computeIfAbsent(id, ignored -> new Attention(now()));
        try {
            GuardTurn.Looked looked = look(id, paid);
            paid.looked(now());
            judgedAt.put(id, now());
            if (looked.changed()) {
                aftermath.tell(new RolloutChanged(id, looked.decided()));
            }
        } catch (RuntimeException | Error e) {
            failures.increment();
            failed(id, paid.failed(), e);
        }
    }

    private Looked look(String id, Attention paid) {
        Looked looked = new Looked(true, false, false);
        for (int ticks = 0; looked.ticked() && ticks < MOST_TICKS; ticks++) {
            Instant now = now();
            Optional<Looked> next = turn.look(id, now, paid.since(now));
            if (next.isEmpty()) {
                lockedSince.putIfAbsent(id, now);
                return looked;
            }
            lockedSince.remove(id);
            looked = looked.and(next.get());
        }
        return looked;
    }

    private void failed(String id, int times, Throwable error) {
        boolean locked = LockTimeout.isCauseOf(error);
        if (times == 1) {
            LOG.error("Rollout {} cannot be judged and holds; tried at least every second", id, error);
        }
        if (times != (locked ? 1 : Attention.FAILURES_TO_SAY_SO)) {
            return;
        }
        LOG.error("Rollout {} still cannot be judged and holds: {}", id, error.toString());
        try {
            rollouts.saveTrouble(
                    id,
                    locked
                            ? "waits for a lock: another session of the database holds what the guard needs"
                                    + END_SESSION
                            : "holds, because judging it fails: " + error
                                    + ". The server's log has more; abort is possible");
            aftermath.tell(new RolloutChanged(id, false));
        } catch (RuntimeException e) {
            LOG.warn("Rollout {} cannot say that it holds: {}", id, e.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
