// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// A background job that queries the metric sources of all running rollouts, separately from the guard, so that
/// a hanging source does not delay decisions. One thread.
@Component
class MetricSourceJob {
    private final RolloutRepository rollouts;
    private final MetricSourcePoller metricSourcePoller;
    private final Clock clock;
    private final BackgroundJob job;

    MetricSourceJob(
            RolloutRepository rollouts, MetricSourcePoller metricSourcePoller, Clock clock, BackgroundJobs jobs) {
        this.rollouts = rollouts;
        this.metricSourcePoller = metricSourcePoller;
        this.clock = clock;
        this.job = jobs.add(BackgroundJob.builder("metric source polling", Duration.ofSeconds(1), this::runOnce)
                .forGuard());
    }

    private void runOnce() {
        BackgroundJob.forEachIsolatingFailures(
                rollouts.listRunningIds(),
                id -> rollouts.findById(id)
                        .filter(rollout -> rollout.status() == RolloutStatus.RUNNING)
                        .ifPresent(this::pollSources));
    }

    private void pollSources(Rollout rollout) {
        for (CounterSource source : rollout.plan().guardrails().sources()) {
            if (!job.isRunning()) {
                return;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            metricSourcePoller.poll(rollout, source, now);
        }
    }
}
