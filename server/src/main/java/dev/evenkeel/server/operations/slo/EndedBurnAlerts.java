// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import java.util.List;

/// Alerts that ended together, as the ledger has them.
///
/// @param alerts their ids
public record EndedBurnAlerts(List<Long> alerts) {
    public EndedBurnAlerts {
        alerts = List.copyOf(alerts);
    }
}
