// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Brings burn alerts into incidents every two seconds: one look at a small index when there is none.
@Component
class BurnAlertImportJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RepeatingTask work;

    BurnAlertImportJob(BurnAlertImporter reader) {
        this.work = new RepeatingTask("burn alerts in incidents", PAUSE, Duration.ZERO, reader::read);
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
