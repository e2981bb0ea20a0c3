// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Notes what rollouts declared soon after each has ended, and every ten seconds for those that nobody told of.
@Component
class DeclarationLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHER = Duration.ofMillis(200);

    private final RepeatedWork work;

    DeclarationLoop(RolloutDeclarations declarations) {
        this.work = new RepeatedWork("technologies of rollouts", PAUSE, GATHER, declarations::read);
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
