// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Keeps every experiment read: a round every two seconds. Nothing depends on what an earlier round
/// did: each round reads what is stored. One thread.
@Component
class ExperimentJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RepeatingTask work;

    ExperimentJob(ExperimentSweep round) {
        this.work = new RepeatingTask("reading of experiments", PAUSE, Duration.ZERO, round::look);
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
