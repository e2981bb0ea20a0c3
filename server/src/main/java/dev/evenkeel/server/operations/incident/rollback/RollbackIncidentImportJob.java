// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Reads decisions about rollouts soon after each, and every ten seconds for those that nobody told of. On a
/// thread of its own: the guard only leaves a nudge here and goes on.
@Component
class RollbackIncidentImportJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final RepeatingTask work;

    RollbackIncidentImportJob(RollbackIncidentImporter reader) {
        this.work = new RepeatingTask("rollouts in incidents", PAUSE, GATHER, reader::read);
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
