// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.stereotype.Component;

/// A background job that finds processes whose outcomes are missing, every two seconds for all running
/// rollouts, and immediately for a new one. Runs on its own thread, so that a rollback never waits for the query.
@Component
class SilentProcessJob {
    private final RolloutRepository rollouts;
    private final SilentProcessCache cache;
    private final Clock clock;
    private final ServerObservationContinuity attention;

    SilentProcessJob(RolloutRepository rollouts, SilentProcessCache cache, Clock clock, BackgroundJobs jobs) {
        this.rollouts = rollouts;
        this.cache = cache;
        this.clock = clock;
        this.attention = new ServerObservationContinuity(clock.instant());
        jobs.add(BackgroundJob.builder("silent process detection", Duration.ofSeconds(2), this::runOnce)
                .forGuard()
                .wakeUpOn(
                        RolloutChangedEvent.class,
                        event -> event.isNewTo(
                                id -> cache.find(id, clock.instant()).known())));
    }

    private void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        cache.refresh(Set.copyOf(rollouts.listRunningIds()), now, attention.observedSince(now));
        attention.recordSuccess(now);
    }
}
