// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Keeps every experiment read: a round every two seconds. Nothing depends on what an earlier round
/// did: each round reads what is stored. One thread.
@Component
class ExperimentLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RepeatedWork work;

    ExperimentLoop(ExperimentRound round) {
        this.work = new RepeatedWork("reading of experiments", PAUSE, Duration.ZERO, round::look);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
