// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that checks every 5 s which SDK keys have expired or were revoked on other servers.
@Component
class SdkKeyRefreshJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RepeatingTask task;

    SdkKeyRefreshJob(SdkKeyRepository keys) {
        this.task = new RepeatingTask("SDK key refresh", PAUSE, Duration.ZERO, keys::refresh);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
