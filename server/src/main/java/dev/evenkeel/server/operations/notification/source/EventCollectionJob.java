// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Reads what happened once a second, and soon after a decision about a rollout. On a thread of its own: the
/// guard only leaves a nudge here and goes on.
@Component
class EventCollectionJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final EventCollector reader;
    private final Clock clock;
    private final RepeatingTask work = new RepeatingTask("events", PAUSE, GATHER, this::look);

    EventCollectionJob(EventCollector reader, Clock clock) {
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
    void wake(RolloutChangedEvent changed) {
        if (changed.decided()) {
            work.nudge();
        }
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
