// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Takes away what is over once a minute. Any number of servers may.
@Component
class RetentionLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RepeatedWork work;

    RetentionLoop(RetentionRound round) {
        this.work = new RepeatedWork("retention", PAUSE, Duration.ZERO, () -> round.run(this::isRunning));
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
