// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.operations.incident.IncomingAlert;
import dev.evenkeel.server.operations.slo.BurnAlertService;
import dev.evenkeel.server.operations.slo.SloAlert;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings burn alerts into incidents after they were committed: the begin opens or joins one, the end joins its
/// timeline. Each alert is one transaction that also notes how far it was heard, so that a crash loses nothing
/// and a second server adds nothing.
@Component
class BurnAlertImporter {
    private static final int AT_ONCE = 200;

    private final BurnAlertService burns;
    private final AlertIncidentService alerts;
    private final TransactionTemplate transaction;

    BurnAlertImporter(BurnAlertService burns, AlertIncidentService alerts, TransactionTemplate transaction) {
        this.burns = burns;
        this.alerts = alerts;
        this.transaction = transaction;
    }

    /// Brings in what is new. One that cannot be brought in keeps none of the others out.
    ///
    /// @throws RuntimeException why the first of those that could not be brought in was not
    void read() {
        RuntimeException failure = null;
        for (SloAlert burn : burns.unheard(AT_ONCE)) {
            try {
                transaction.executeWithoutResult(status -> bring(burn));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void bring(SloAlert burn) {
        alerts.take(burn.service(), IncomingAlert.of(burn, burns.findFlag(burn.slo())));
        burns.heard(burn);
    }
}
