// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Reads what happened once a second, and soon after a decision about a rollout. On a thread of its own: the
/// guard only leaves a nudge here and goes on.
@Component
class EventReadingLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final EventReader reader;
    private final Clock clock;
    private final RepeatedWork work = new RepeatedWork("events", PAUSE, GATHER, this::look);

    EventReadingLoop(EventReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    private void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (reader.read(now)) {
            work.nudge();
        }
    }

    /// Looks soon.
    @EventListener
    void wake(RolloutChanged changed) {
        if (changed.decided()) {
            work.nudge();
        }
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
