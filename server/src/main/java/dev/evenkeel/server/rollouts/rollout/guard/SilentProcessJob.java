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

/// A background job that finds processes whose outcomes are missing, every two seconds for all running
/// rollouts. Runs on its own thread, so that a rollback never waits for the query.
@Component
class SilentProcessJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RolloutRepository rollouts;
    private final SilentProcessCache cache;
    private final Clock clock;
    private final RepeatingTask task;
    private final ServerObservationContinuity attention;

    SilentProcessJob(RolloutRepository rollouts, SilentProcessCache cache, Clock clock) {
        this.rollouts = rollouts;
        this.cache = cache;
        this.clock = clock;
        this.task = RepeatingTask.forGuard("silent process detection", PAUSE, Duration.ZERO, this::runOnce);
        this.attention = new ServerObservationContinuity(clock.instant());
    }

    /// Triggers a query soon for a new rollout.
    @EventListener
    void wake(RolloutChangedEvent event) {
        if (!cache.find(event.rollout(), clock.instant()).known()) {
            task.runSoon();
        }
    }

    private void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        cache.refresh(Set.copyOf(rollouts.listRunningIds()), now, attention.observedSince(now));
        attention.recordSuccess(now);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
