// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The background job that advances drills: every second, and soon after outcomes arrive while a drill is
/// running. One thread.
@Component
class DrillJob {
    private static final Logger LOG = LoggerFactory.getLogger(DrillJob.class);
    /* Outcomes that arrive within this time trigger one run. */
    private static final Duration MERGE_PERIOD = Duration.ofMillis(50);

    private final DrillRepository repository;
    private final DrillRunner drillRunner;
    private final CandidateRehearsalClient client;
    private final Clock clock;
    private final Set<String> failing = new HashSet<>();
    private volatile boolean busy;

    DrillJob(
            DrillRepository repository,
            DrillRunner drillRunner,
            CandidateRehearsalClient client,
            Clock clock,
            BackgroundJobs jobs) {
        this.repository = repository;
        this.drillRunner = drillRunner;
        this.client = client;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("rollback drills", Duration.ofSeconds(1), this::runOnce)
                .wakeUpOn(EvidenceReceivedEvent.class, event -> busy)
                .mergeWakeUpsWithin(MERGE_PERIOD));
    }

    private void runOnce() {
        List<String> running = repository.listRunningIds();
        busy = !running.isEmpty();
        failing.retainAll(running);
        running.forEach(this::advance);
        drillRunner.cleanUp(now());
    }

    /* A drill whose step fails does not delay the others. */
    private void advance(String id) {
        try {
            drillRunner
                    .advance(id, now())
                    .ifPresent(drill ->
                            Thread.ofVirtual().name("evenkeel-rehearsal").start(() -> rehearse(drill)));
            failing.remove(id);
        } catch (RuntimeException e) {
            if (failing.add(id)) {
                LOG.error("Evaluation of drill {} failed and is retried", id, e);
            }
        }
    }

    /* Runs asynchronously: the exposure is rolled back in time even without a result. */
    private void rehearse(Drill drill) {
        try {
            drillRunner.completeRehearsal(
                    drill.id(),
                    client.runRehearsal(drill.id(), drill.flag(), Objects.requireNonNull(drill.rehearsal())),
                    now());
        } catch (RuntimeException e) {
            LOG.warn("Rehearsal of drill {} failed; its result is unknown", drill.id(), e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
