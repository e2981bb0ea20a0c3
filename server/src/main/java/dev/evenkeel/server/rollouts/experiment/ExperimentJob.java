// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// A background job that evaluates all running experiments every two seconds. Each sweep reads only stored
/// state. One thread.
@Component
class ExperimentJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RepeatingTask task;

    ExperimentJob(ExperimentSweep round) {
        this.task = new RepeatingTask("experiment evaluation", PAUSE, Duration.ZERO, round::runOnce);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
