// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The job that evaluates each SLO every five seconds; one run a minute has new data. A failure of one SLO is
/// logged and retried, and does not affect the others. Uses one thread.
@Component
class SloEvaluationJob {
    private static final Logger LOG = LoggerFactory.getLogger(SloEvaluationJob.class);

    private final SloQueries slos;
    private final SingleSloEvaluationRunner singleSloEvaluationRunner;
    private final Clock clock;
    private final BackgroundJob job;
    private Set<String> failing = new HashSet<>();

    SloEvaluationJob(
            SloQueries slos, SingleSloEvaluationRunner singleSloEvaluationRunner, Clock clock, BackgroundJobs jobs) {
        this.slos = slos;
        this.singleSloEvaluationRunner = singleSloEvaluationRunner;
        this.clock = clock;
        this.job = jobs.add(BackgroundJob.builder("SLO evaluation", Duration.ofSeconds(5), this::runOnce));
    }

    private void runOnce() {
        Set<String> failed = new HashSet<>();
        for (Slo slo : slos.listDefinitions()) {
            if (!job.isRunning()) {
                return;
            }
            try {
                singleSloEvaluationRunner.evaluate(slo, clock.instant().truncatedTo(ChronoUnit.MICROS));
            } catch (RuntimeException e) {
                failed.add(slo.name());
                if (!failing.contains(slo.name())) {
                    LOG.error("Failed to evaluate SLO {}; the evaluation is retried", slo.name(), e);
                }
            }
        }
        failing = failed;
    }
}
