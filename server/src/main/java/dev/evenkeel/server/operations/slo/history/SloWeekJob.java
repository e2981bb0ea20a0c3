// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import dev.evenkeel.server.operations.slo.SloQueries;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that stores finished weeks, every ten minutes.
@Component
class SloWeekJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final RepeatingTask task;

    SloWeekJob(SloWeekArchiveService weeks, SloQueries slos, Clock clock) {
        this.task = new RepeatingTask(
                "SLO week archive",
                PAUSE,
                Duration.ZERO,
                () -> RepeatingTask.forEachIsolatingFailures(
                        slos.listDefinitions(), slo -> weeks.saveCompletedWeek(slo, clock.instant())));
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
