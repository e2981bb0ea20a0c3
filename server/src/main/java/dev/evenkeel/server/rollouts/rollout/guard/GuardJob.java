// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps every rollout moving: a round at least once a second, and soon after evidence arrived.
///
/// Nothing depends on a wake-up, or on what an earlier round did: each round reads what is stored. One thread.
@Component
public class GuardJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /* What arrives within this time is one tick, so that there are at most ten ticks a second. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private final RepeatingTask work;

    GuardJob(GuardSweep round) {
        this.work = RepeatingTask.ofGuard("guard of rollouts", PAUSE, GATHER, round::look);
    }

    /// Looks soon.
    @EventListener
    void wake(EvidenceReceivedEvent event) {
        work.nudge();
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
