// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Brings burn alerts into incidents every two seconds: one look at a small index when there is none.
@Component
class BurnReadingLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RepeatedWork work;

    BurnReadingLoop(BurnReader reader) {
        this.work = new RepeatedWork("burn alerts in incidents", PAUSE, Duration.ZERO, reader::read);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
