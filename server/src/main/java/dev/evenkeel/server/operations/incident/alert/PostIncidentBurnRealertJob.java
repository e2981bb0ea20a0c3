// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that searches every 30 seconds for error budgets that still burn after their incident ended.
@Component
class PostIncidentBurnRealertJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RepeatingTask task;

    PostIncidentBurnRealertJob(PostIncidentBurnRealertService outlasting) {
        this.task = new RepeatingTask("post-incident alerts", PAUSE, Duration.ZERO, outlasting::realertDue);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
