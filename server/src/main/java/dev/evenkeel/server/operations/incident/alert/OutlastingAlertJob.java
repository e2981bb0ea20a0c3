// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks every half minute for budgets that burn on after their incident was ended.
@Component
class OutlastingAlertJob extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RepeatedWork work;

    OutlastingAlertJob(OutlastingAlerts outlasting) {
        this.work = new RepeatedWork("alerts that outlast incidents", PAUSE, Duration.ZERO, outlasting::look);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
