// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Makes the checks of follow-ups, each every five minutes.
@Component
class FollowUpLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RepeatedWork work;

    FollowUpLoop(FollowUpRounds rounds) {
        this.work = new RepeatedWork("checks of follow-ups", PAUSE, Duration.ZERO, rounds::round);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
