// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that deletes expired salts every ten minutes.
@Component
class UnitSaltPurgeJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final RepeatingTask task;

    UnitSaltPurgeJob(UnitSaltPurgeService salts, Clock clock) {
        this.task = new RepeatingTask("unit salt purge", PAUSE, Duration.ZERO, () -> salts.purge(clock.instant()));
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
