// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// A background job that evaluates the gates of every running rollout: once a second, and immediately when a
/// user changes gate state on this server. Runs on its own thread, separate from the guard's.
@Component
class GateResultRefreshJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RolloutRepository rollouts;
    private final GateResultCache cache;
    private final RepeatingTask task;

    GateResultRefreshJob(RolloutRepository rollouts, GateResultCache cache) {
        this.rollouts = rollouts;
        this.cache = cache;
        this.task = RepeatingTask.forGuard("rollout gate evaluation", PAUSE, Duration.ZERO, this::runOnce);
    }

    @TransactionalEventListener
    void wake(GatesChangedEvent event) {
        task.runSoon();
    }

    /// Triggers an evaluation soon for a new rollout.
    @EventListener
    void wake(RolloutChangedEvent event) {
        if (cache.findEvaluation(event.rollout()).isEmpty()) {
            task.runSoon();
        }
    }

    /// Evaluates the gates of all running rollouts.
    void runOnce() {
        List<String> running = rollouts.listRunningIds();
        cache.retainOnly(running);
        RepeatingTask.forEachIsolatingFailures(
                running, id -> rollouts.findById(id).ifPresent(cache::refresh));
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
