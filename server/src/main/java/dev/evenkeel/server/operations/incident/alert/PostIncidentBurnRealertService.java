// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.operations.incident.IncomingAlert;
import dev.evenkeel.server.operations.incident.IncomingAlertRepository;
import dev.evenkeel.server.operations.slo.BurnAlertQueries;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The service that alerts again when an error budget still burns after its incident was mitigated or resolved.
/// Searches for such budgets every 30 seconds. Thread-safe.
@Component
class PostIncidentBurnRealertService {
    private final IncomingAlertRepository incomingAlertRepository;
    private final BurnAlertQueries burns;
    private final AlertIncidentService alerts;
    private final IncidentWriter writer;

    PostIncidentBurnRealertService(
            IncomingAlertRepository incomingAlertRepository,
            BurnAlertQueries burns,
            AlertIncidentService alerts,
            IncidentWriter writer,
            BackgroundJobs jobs) {
        this.incomingAlertRepository = incomingAlertRepository;
        this.burns = burns;
        this.alerts = alerts;
        this.writer = writer;
        jobs.add(BackgroundJob.builder("post-incident alerts", Duration.ofSeconds(30), this::realertDue));
    }

    /// Checks each alert that outlasts its incident. One query when there are none.
    void realertDue() {
        incomingAlertRepository
                .listContinuingBurnAlerts()
                .forEach(one -> burns.findBurningSince(one.burn(), one.endedAt(), writer.now())
                        .ifPresent(burn -> alerts.realert(
                                IncomingAlert.listFromBurnAlert(burn, burns.findFlag(burn.slo()))
                                        .getFirst(),
                                one.incident(),
                                writer.now())));
    }
}
