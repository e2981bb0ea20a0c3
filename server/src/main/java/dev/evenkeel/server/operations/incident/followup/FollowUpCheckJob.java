// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that runs each follow-up check every five minutes.
@Component
class FollowUpCheckJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RepeatingTask task;

    FollowUpCheckJob(FollowUpCheckRunner rounds) {
        this.task = new RepeatingTask("follow-up checks", PAUSE, Duration.ZERO, rounds::runDue);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
