// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The job that imports rollout decisions: soon after each event, and every ten seconds for decisions without
/// an event. Runs on its own thread, so the guard only wakes it up and never waits.
@Component
class RollbackIncidentImportJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final RepeatingTask task;

    RollbackIncidentImportJob(RollbackIncidentImporter reader) {
        this.task = new RepeatingTask("rollback import", PAUSE, GATHER, reader::importNew);
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
