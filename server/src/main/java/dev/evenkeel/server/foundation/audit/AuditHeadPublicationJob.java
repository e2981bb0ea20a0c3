// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that publishes chain heads periodically, on its own thread.
@Component
class AuditHeadPublicationJob extends BackgroundJob {
    private final RepeatingTask task;

    AuditHeadPublicationJob(AuditHeadPublisher publishing) {
        this.task =
                new RepeatingTask("audit head publication", publishing.interval(), Duration.ZERO, publishing::publish);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
