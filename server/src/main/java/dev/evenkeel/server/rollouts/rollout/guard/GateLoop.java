// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.gates.gate.GatesChanged;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Asks the gates about every rollout that runs: once a second, and at once when a person changes
/// something about them on this server. One thread of its own, apart from the guard's.
@Component
class GateLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RolloutTable rollouts;
    private final GateBook book;
    private final RepeatedWork work;

    GateLoop(RolloutTable rollouts, GateBook book) {
        this.rollouts = rollouts;
        this.book = book;
        this.work = RepeatedWork.ofGuard("gates of rollouts", PAUSE, Duration.ZERO, this::look);
    }

    @TransactionalEventListener
    void wake(GatesChanged event) {
        work.nudge();
    }

    /// A new rollout is asked about soon.
    @EventListener
    void wake(RolloutChanged event) {
        if (book.findReport(event.rollout()).isEmpty()) {
            work.nudge();
        }
    }

    /// Asks about all.
    void look() {
        List<String> running = rollouts.running();
        book.keep(running);
        RepeatedWork.forEach(running, id -> rollouts.find(id).ifPresent(book::ask));
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
