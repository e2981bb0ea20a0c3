// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// Asks the sources of all running rollouts, apart from the guard: a source that hangs delays no
/// decision. One thread.
@Component
class MetricSourceJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RolloutRepository rollouts;
    private final MetricSourcePoller turn;
    private final Clock clock;
    private final RepeatingTask work = RepeatingTask.ofGuard("sources of counters", PAUSE, Duration.ZERO, this::look);

    MetricSourceJob(RolloutRepository rollouts, MetricSourcePoller turn, Clock clock) {
        this.rollouts = rollouts;
        this.turn = turn;
        this.clock = clock;
    }

    private void look() {
        RepeatingTask.forEach(
                rollouts.running(),
                id -> rollouts.find(id)
                        .filter(rollout -> rollout.status() == RolloutStatus.RUNNING)
                        .ifPresent(this::look));
    }

    private void look(Rollout rollout) {
        for (CounterSource source : rollout.plan().guardrails().sources()) {
            if (!work.isRunning()) {
                return;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            turn.look(rollout, source, now);
        }
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
