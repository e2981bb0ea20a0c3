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

/// The job that collects events once per second and soon after a rollout decision. Runs on its own thread, so
/// the guard only wakes it up and never waits.
@Component
class EventCollectionJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final EventCollectionRunner reader;
    private final Clock clock;
    private final RepeatingTask task = new RepeatingTask("events", PAUSE, GATHER, this::runOnce);

    EventCollectionJob(EventCollectionRunner reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    private void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (reader.collect(now)) {
            task.runSoon();
        }
    }

    /// Wakes up the job after a decision.
    @EventListener
    void wake(RolloutChangedEvent changed) {
        if (changed.decided()) {
            task.runSoon();
        }
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
