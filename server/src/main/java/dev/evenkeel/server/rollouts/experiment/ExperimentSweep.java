// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One round: a look at every experiment that runs. One that cannot be read is logged and tried again;
/// the others go on.
@Component
class ExperimentSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentSweep.class);
    /* Turns of one experiment in one round, so that the others have theirs. */
    private static final int MOST_TURNS = 50;

    private final ExperimentEvaluator turn;
    private final ExperimentRepository experiments;
    private final Clock clock;
    private List<String> failing = new ArrayList<>();

    ExperimentSweep(ExperimentEvaluator turn, ExperimentRepository experiments, Clock clock) {
        this.turn = turn;
        this.experiments = experiments;
        this.clock = clock;
    }

    /// Looks at all.
    void look() {
        List<String> failed = new ArrayList<>();
        for (String id : experiments.running()) {
            try {
                look(id);
            } catch (RuntimeException e) {
                failed.add(id);
                if (!failing.contains(id)) {
                    LOG.error("Experiment {} cannot be read; tried again and again", id, e);
                }
            }
        }
        failing = failed;
    }

    private void look(String id) {
        boolean more = true;
        for (int turns = 0; more && turns < MOST_TURNS; turns++) {
            more = turn.look(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }
}
