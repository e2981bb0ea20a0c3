// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A job that records the declared technologies of each ended rollout, soon after an event and every ten
/// seconds for rollouts without one.
@Component
class EndedRolloutTechnologyJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final RepeatingTask task;

    EndedRolloutTechnologyJob(EndedRolloutTechnologyRecorder declarations) {
        this.task = new RepeatingTask("technologies of rollouts", PAUSE, GATHER, declarations::recordEnded);
    }

    /// Requests a run soon.
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
