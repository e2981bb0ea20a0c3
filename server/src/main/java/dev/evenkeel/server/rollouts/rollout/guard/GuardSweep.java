// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.database.LockTimeoutDetector;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.EvaluationHealth;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutEvaluator.EvaluationOutcome;
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

/// One round of the guard: a look at every rollout that runs or has evidence waiting.
///
/// A rollout that cannot be judged holds: it is logged, counted, tried again in the next round, and after some
/// failures says so. The others go on. Rounds are confined to one thread.
@Component
class GuardSweep {
    private static final Logger LOG = LoggerFactory.getLogger(GuardSweep.class);
    /* Ticks of one rollout in one round, so that the others have their turn. */
    private static final int MOST_TICKS = 100;

    private final RolloutEvaluator turn;
    private final RolloutRepository rollouts;
    private final EvidenceService outcomes;
    private final RolloutEventPublisher aftermath;
    private final EvaluationHealth health;
    private final Clock clock;
    private final Map<String, ObservationContinuity> attention = new HashMap<>();

    GuardSweep(
            RolloutEvaluator turn,
            RolloutRepository rollouts,
            EvidenceService outcomes,
            RolloutEventPublisher aftermath,
            EvaluationHealth health,
            Clock clock) {
        this.turn = turn;
        this.rollouts = rollouts;
        this.outcomes = outcomes;
        this.aftermath = aftermath;
        this.health = health;
        this.clock = clock;
    }

    /// Looks at all.
    void look() {
        Set<String> ids = new LinkedHashSet<>(rollouts.running());
        ids.addAll(outcomes.waiting());
        attention.keySet().retainAll(ids);
        health.retain(ids);
        ids.forEach(this::look);
        aftermath.look(now());
    }

    private void look(String id) {
        ObservationContinuity paid = attention.computeIfAbsent(id, ignored -> new ObservationContinuity(now()));
        try {
            RolloutEvaluator.EvaluationOutcome looked = look(id, paid);
            paid.looked(now());
            health.evaluated(id, now());
            if (looked.changed()) {
                aftermath.tell(new RolloutChangedEvent(id, looked.decided()));
            }
        } catch (RuntimeException | Error e) {
            health.failed();
            failed(id, paid.failed(), e);
        }
    }

    private EvaluationOutcome look(String id, ObservationContinuity paid) {
        EvaluationOutcome looked = new EvaluationOutcome(true, false, false);
        for (int ticks = 0; looked.ticked() && ticks < MOST_TICKS; ticks++) {
            Instant now = now();
            Optional<EvaluationOutcome> next = turn.look(id, now, paid.since(now));
            if (next.isEmpty()) {
                health.locked(id, now);
                return looked;
            }
            health.unlocked(id);
            looked = looked.and(next.get());
        }
        return looked;
    }

    private void failed(String id, int times, Throwable error) {
        boolean locked = LockTimeoutDetector.isCauseOf(error);
        if (times == 1) {
            LOG.error("Rollout {} cannot be judged and holds; tried at least every second", id, error);
        }
        if (times != (locked ? 1 : ObservationContinuity.FAILURES_TO_SAY_SO)) {
            return;
        }
        LOG.error("Rollout {} still cannot be judged and holds: {}", id, error.toString());
        try {
            rollouts.saveTrouble(
                    id,
                    locked
                            ? "waits for a lock: another session of the database holds what the guard needs"
                                    + EvaluationHealth.END_SESSION
                            : "holds, because judging it fails: " + error
                                    + ". The server's log has more; abort is possible");
            aftermath.tell(new RolloutChangedEvent(id, false));
        } catch (RuntimeException e) {
            LOG.warn("Rollout {} cannot say that it holds: {}", id, e.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
