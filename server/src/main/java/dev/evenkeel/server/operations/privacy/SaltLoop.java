// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Deletes salts whose time is over, every ten minutes.
@Component
class SaltLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final RepeatedWork work;

    SaltLoop(SaltKeeping salts, Clock clock) {
        this.work = new RepeatedWork("salts of units", PAUSE, Duration.ZERO, () -> salts.look(clock.instant()));
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
