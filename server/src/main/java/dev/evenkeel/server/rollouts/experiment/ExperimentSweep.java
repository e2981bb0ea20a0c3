// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The sweep over all running experiments, every two seconds, which reads only stored state. A failed evaluation is
/// logged and retried with the next sweep, and does not affect other experiments.
@Component
class ExperimentSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentSweep.class);
    /* Maximum number of evaluations per experiment and sweep, so that no experiment starves the others. */
    private static final int MOST_TURNS = 50;

    private final ExperimentEvaluator experimentEvaluator;
    private final ExperimentRepository experiments;
    private final Clock clock;
    private List<String> failing = new ArrayList<>();

    ExperimentSweep(
            ExperimentEvaluator experimentEvaluator,
            ExperimentRepository experiments,
            Clock clock,
            BackgroundJobs jobs) {
        this.experimentEvaluator = experimentEvaluator;
        this.experiments = experiments;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("experiment evaluation", Duration.ofSeconds(2), this::runOnce));
    }

    private void runOnce() {
        List<String> failed = new ArrayList<>();
        for (String id : experiments.listRunningIds()) {
            try {
                evaluate(id);
            } catch (RuntimeException e) {
                failed.add(id);
                if (!failing.contains(id)) {
                    LOG.error("Evaluation of experiment {} failed and is retried", id, e);
                }
            }
        }
        failing = failed;
    }

    private void evaluate(String id) {
        boolean more = true;
        for (int turns = 0; more && turns < MOST_TURNS; turns++) {
            more = experimentEvaluator.evaluate(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }
}
