// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that imports burn alerts into incidents every two seconds. Without new alerts, a run is one lookup
/// in a small index.
@Component
class BurnAlertIncidentImportJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RepeatingTask task;

    BurnAlertIncidentImportJob(BurnAlertIncidentImporter reader) {
        this.task = new RepeatingTask("burn alert import", PAUSE, Duration.ZERO, reader::importNew);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
