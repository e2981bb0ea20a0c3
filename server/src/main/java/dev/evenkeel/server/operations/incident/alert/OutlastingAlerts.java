// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.server.operations.incident.Alert;
import dev.evenkeel.server.operations.incident.AlertTable;
import dev.evenkeel.server.operations.incident.IncidentBook;
import dev.evenkeel.server.operations.slo.BurnAlerts;
import org.springframework.stereotype.Component;

/// Alerts again when a budget still burns after its incident was mitigated or resolved. Thread-safe.
@Component
class OutlastingAlerts {
    private final AlertTable table;
    private final BurnAlerts burns;
    private final Alerts alerts;
    private final IncidentBook book;

    OutlastingAlerts(AlertTable table, BurnAlerts burns, Alerts alerts, IncidentBook book) {
        this.table = table;
        this.burns = burns;
        this.alerts = alerts;
        this.book = book;
    }

    /// Looks at each alert that outlasts its incident. One query when there is none.
    void look() {
        table.outlasting()
                .forEach(one -> burns.findBurningSince(one.burn(), one.endedAt(), book.now())
                        .ifPresent(burn -> alerts.again(
                                Alert.of(burn, burns.findFlag(burn.slo())).getFirst(), one.incident(), book.now())));
    }
}
