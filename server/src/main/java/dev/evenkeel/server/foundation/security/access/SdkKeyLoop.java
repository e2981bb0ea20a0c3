// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks every 5 s which SDK keys were taken back on other servers, or are past their end.
@Component
class SdkKeyLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RepeatedWork work;

    SdkKeyLoop(SdkKeys keys) {
        this.work = new RepeatedWork("looking at SDK keys", PAUSE, Duration.ZERO, keys::refresh);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
