// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.gates.evaluation.GateDenialRecorder;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// A background job that records once a second which gates block running rollouts, from the cached results.
@Component
class RolloutGateDenialRecordingJob {
    private final RolloutRepository rollouts;
    private final GateResultCache cache;
    private final GateDenialRecorder denials;
    private final Clock clock;

    RolloutGateDenialRecordingJob(
            RolloutRepository rollouts,
            GateResultCache cache,
            GateDenialRecorder denials,
            Clock clock,
            BackgroundJobs jobs) {
        this.rollouts = rollouts;
        this.cache = cache;
        this.denials = denials;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("gate denial recording", Duration.ofSeconds(1), this::runOnce));
    }

    private void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        denials.recordRunning(
                rollouts.listRunning().stream()
                        .map(rollout -> new GateDenialRecorder.RolloutGateEvaluation(
                                rollout.toGateContext(),
                                cache.findEvaluation(rollout.id()).orElse(null)))
                        .toList(),
                now);
    }
}
