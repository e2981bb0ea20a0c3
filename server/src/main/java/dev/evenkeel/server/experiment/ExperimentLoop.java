// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.experiment;

import dev.evenkeel.server.platform.RepeatedWork;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps every experiment read: a round every two seconds. Nothing depends on what an earlier round
/// did: each round reads what is stored. One thread.
@Component
class ExperimentLoop implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final RepeatedWork work;

    ExperimentLoop(ExperimentRound round) {
        this.work = new RepeatedWork("reading of experiments", PAUSE, Duration.ZERO, round::look);
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop();
        work.awaitEnd(LONGEST_STOP);
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }
}
