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

/// Asks the gates about every rollout that runs: once a second, and at once when a person changes
/// something about them on this server. One thread of its own, apart from the guard's.
@Component
class GateResultRefreshJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RolloutRepository rollouts;
    private final GateResultCache book;
    private final RepeatingTask work;

    GateResultRefreshJob(RolloutRepository rollouts, GateResultCache book) {
        this.rollouts = rollouts;
        this.book = book;
        this.work = RepeatingTask.ofGuard("gates of rollouts", PAUSE, Duration.ZERO, this::look);
    }

    @TransactionalEventListener
    void wake(GatesChangedEvent event) {
        work.nudge();
    }

    /// A new rollout is asked about soon.
    @EventListener
    void wake(RolloutChangedEvent event) {
        if (book.findReport(event.rollout()).isEmpty()) {
            work.nudge();
        }
    }

    /// Asks about all.
    void look() {
        List<String> running = rollouts.running();
        book.keep(running);
        RepeatingTask.forEach(running, id -> rollouts.find(id).ifPresent(book::ask));
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
