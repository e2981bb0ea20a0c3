// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that deletes expired data once a minute. Any number of servers may run it.
@Component
class RetentionJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RepeatingTask task;

    RetentionJob(RetentionSweep sweep) {
        this.task = new RepeatingTask("retention", PAUSE, Duration.ZERO, () -> sweep.run(this::isRunning));
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
