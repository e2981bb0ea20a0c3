// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The background job that evaluates all rollouts: at least once a second, and soon after evidence arrives.
///
/// Each sweep reads only stored state, so a missed wake-up or a failed sweep only delays the evaluation. One
/// thread.
@Component
public class GuardJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /* Evidence that arrives within this time forms one tick, which limits ticks to ten a second. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private final RepeatingTask task;

    GuardJob(GuardSweep round) {
        this.task = RepeatingTask.forGuard("rollout guard", PAUSE, GATHER, round::runOnce);
    }

    /// Triggers a sweep soon.
    @EventListener
    void wake(EvidenceReceivedEvent event) {
        task.runSoon();
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
