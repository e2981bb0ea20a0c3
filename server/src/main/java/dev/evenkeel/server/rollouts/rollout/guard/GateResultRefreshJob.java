// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// A background job that evaluates the gates of every running rollout: once a second, and immediately for a new
/// rollout and when a user changes gate state on this server. Runs on its own thread, separate from the guard's.
@Component
class GateResultRefreshJob {
    private final RolloutRepository rollouts;
    private final GateResultCache cache;

    GateResultRefreshJob(RolloutRepository rollouts, GateResultCache cache, BackgroundJobs jobs) {
        this.rollouts = rollouts;
        this.cache = cache;
        jobs.add(BackgroundJob.builder("rollout gate evaluation", Duration.ofSeconds(1), this::runOnce)
                .forGuard()
                .wakeUpOn(GatesChangedEvent.class)
                .wakeUpOn(
                        RolloutChangedEvent.class,
                        event -> event.isNewTo(id -> cache.findEvaluation(id).isPresent())));
    }

    /// Evaluates the gates of all running rollouts.
    void runOnce() {
        List<String> running = rollouts.listRunningIds();
        cache.retainOnly(running);
        BackgroundJob.forEachIsolatingFailures(
                running, id -> rollouts.findById(id).ifPresent(cache::refresh));
    }
}
