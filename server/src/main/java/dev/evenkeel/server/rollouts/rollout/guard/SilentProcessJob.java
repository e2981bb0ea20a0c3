// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
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
class SilentProcessJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RolloutRepository rollouts;
    private final SilentProcessCache cache;
    private final Clock clock;
    private final RepeatingTask work;
    private final ObservationContinuity attention;

    SilentProcessJob(RolloutRepository rollouts, SilentProcessCache cache, Clock clock) {
        this.rollouts = rollouts;
        this.cache = cache;
        this.clock = clock;
        this.work = RepeatingTask.ofGuard("processes without outcomes", PAUSE, Duration.ZERO, this::runOnce);
        this.attention = new ObservationContinuity(clock.instant());
    }

    /// A new rollout is looked at soon.
    @EventListener
    void wake(RolloutChangedEvent event) {
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
    protected RepeatingTask work() {
        return work;
    }
}
