// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.operations.slo.Slos;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Keeps weeks that are over, every ten minutes.
@Component
class WeekLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final RepeatedWork work;

    WeekLoop(SloWeeks weeks, Slos slos, Clock clock) {
        this.work = new RepeatedWork(
                "weeks of objectives",
                PAUSE,
                Duration.ZERO,
                () -> RepeatedWork.forEach(slos.slos(), slo -> weeks.close(slo, clock.instant())));
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
