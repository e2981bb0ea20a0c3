// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import java.util.List;

/// Burn alerts that ended together, as stored in the audit log.
///
/// @param alerts ids of the alerts
public record EndedBurnAlertIds(List<Long> alerts) {
    public EndedBurnAlertIds {
        alerts = List.copyOf(alerts);
    }
}
