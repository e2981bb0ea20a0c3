// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.platform.RepeatedWork;
import dev.evenkeel.server.platform.WorkLoop;
import dev.evenkeel.server.telemetry.EvidenceReceived;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps every rollout moving: a round at least once a second, and soon after evidence arrived.
///
/// Nothing depends on a wake-up, or on what an earlier round did: each round reads what is stored. One thread.
@Component
class GuardLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /* What arrives within this time is one tick, so that there are at most ten ticks a second. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private final RepeatedWork work;

    GuardLoop(GuardRound round) {
        this.work = RepeatedWork.ofGuard("guard of rollouts", PAUSE, GATHER, round::look);
    }

    /// Looks soon.
    @EventListener
    void wake(EvidenceReceived event) {
        work.nudge();
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
