// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Finds processes whose outcomes are missing: every two seconds, for all rollouts that run. It has a thread of
/// its own, so that a roll-back never waits for the query.
@Component
class QuietProcessJob extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RolloutTable rollouts;
    private final QuietProcessCache cache;
    private final Clock clock;
    private final RepeatedWork work;
    private final Attention attention;

    QuietProcessJob(RolloutTable rollouts, QuietProcessCache cache, Clock clock) {
        this.rollouts = rollouts;
        this.cache = cache;
        this.clock = clock;
        this.work = RepeatedWork.ofGuard("processes without outcomes", PAUSE, Duration.ZERO, this::runOnce);
        this.attention = new Attention(clock.instant());
    }

    /// A new rollout is looked at soon.
    @EventListener
    void wake(RolloutChanged event) {
        if (!cache.find(event.rollout(), clock.instant()).known()) {
            work.nudge();
        }
    }

    private void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        cache.refresh(Set.copyOf(rollouts.running()), now, attention.since(now));
        attention.looked(now);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
