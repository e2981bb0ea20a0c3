// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.operations.incident.IncomingAlert;
import dev.evenkeel.server.operations.slo.BurnAlertQueries;
import dev.evenkeel.server.operations.slo.SloAlert;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The importer of committed burn alerts into incidents: the start of an alert opens or joins an incident, its
/// end is added to the timeline. The import of each alert and its progress marker commit in one transaction, so
/// a crash loses nothing and a second server imports nothing twice. Runs every two seconds; without new alerts, a
/// run is one lookup in a small index.
@Component
class BurnAlertIncidentImporter {
    private static final int AT_ONCE = 200;

    private final BurnAlertQueries burns;
    private final AlertIncidentService alerts;
    private final TransactionTemplate transaction;

    BurnAlertIncidentImporter(
            BurnAlertQueries burns, AlertIncidentService alerts, TransactionTemplate transaction, BackgroundJobs jobs) {
        this.burns = burns;
        this.alerts = alerts;
        this.transaction = transaction;
        jobs.add(BackgroundJob.builder("burn alert import", Duration.ofSeconds(2), this::importNew));
    }

    /// Imports all new alerts. A failure of one alert does not affect the others.
    ///
    /// @throws RuntimeException the first failure, after all alerts have been tried
    void importNew() {
        RuntimeException failure = null;
        for (SloAlert burn : burns.listNotImported(AT_ONCE)) {
            try {
                transaction.executeWithoutResult(status -> importOne(burn));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void importOne(SloAlert burn) {
        alerts.ingest(burn.service(), IncomingAlert.listFromBurnAlert(burn, burns.findFlag(burn.slo())));
        burns.markImported(burn);
    }
}
