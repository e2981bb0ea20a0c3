// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps drills going: a look at each every second, and soon after outcomes arrived while one runs. One thread.
@Component
class DrillJob extends BackgroundJob {
    private static final Logger LOG = LoggerFactory.getLogger(DrillJob.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /* What arrives within this time is one look. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private final DrillRepository table;
    private final DrillRunner turn;
    private final RehearsalClient client;
    private final Clock clock;
    private final RepeatingTask work = new RepeatingTask("rollback drills", PAUSE, GATHER, this::look);
    private final Set<String> failing = new HashSet<>();
    private volatile boolean busy;

    DrillJob(DrillRepository table, DrillRunner turn, RehearsalClient client, Clock clock) {
        this.table = table;
        this.turn = turn;
        this.client = client;
        this.clock = clock;
    }

    private void look() {
        List<String> running = table.running();
        busy = !running.isEmpty();
        failing.retainAll(running);
        running.forEach(this::look);
        turn.tidy(now());
    }

    /* One that cannot be looked at holds up no other. */
    private void look(String id) {
        try {
            turn.look(id, now())
                    .ifPresent(drill ->
                            Thread.ofVirtual().name("evenkeel-rehearsal").start(() -> rehearse(drill)));
            failing.remove(id);
        } catch (RuntimeException e) {
            if (failing.add(id)) {
                LOG.error("Drill {} cannot be looked at; tried again and again", id, e);
            }
        }
    }

    /* Nobody waits for it: the exposure is taken back in time whatever becomes of this. */
    private void rehearse(Drill drill) {
        try {
            turn.rehearsed(
                    drill.id(), client.ask(drill.id(), drill.flag(), Objects.requireNonNull(drill.rehearsal())), now());
        } catch (RuntimeException e) {
            LOG.warn("Drill {} does not know what came of its rehearsal", drill.id(), e);
        }
    }

    /// Looks soon.
    @EventListener
    void wake(EvidenceReceivedEvent event) {
        if (busy) {
            work.nudge();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
