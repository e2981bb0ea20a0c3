// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.api.IncidentApi.FiringAlertResponse;
import dev.evenkeel.engine.catalog.Service;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Context of the incident page in addition to the incident record, for the current user.
///
/// @param service the affected service; null if it is not in the catalogue
/// @param revertOptions suspected changes that can be reverted or were reverted
/// @param firingAlerts firing alerts of the service
/// @param responders names of users who may work on incidents, by name; empty if the current user may not
/// @param currentUser name of the current user
/// @param canRespond whether the current user may work on incidents
/// @param canStop whether the current user may roll back
record IncidentPageContext(
        @Nullable Service service,
        List<RevertibleChange> revertOptions,
        List<FiringAlertResponse> firingAlerts,
        List<String> responders,
        String currentUser,
        boolean canRespond,
        boolean canStop) {
    /// Returns the firing alerts in a sentence; empty for none.
    String firingAlertsText() {
        return firingAlerts.isEmpty()
                ? ""
                : (firingAlerts.size() == 1 ? "1 alert is firing: " : firingAlerts.size() + " alerts are firing: ")
                        + firingAlerts.stream().map(FiringAlertResponse::name).collect(Collectors.joining(", "))
                        + ".";
    }

    /// Whether the service's contact is an address that a browser can open.
    boolean hasContactLink() {
        return service != null && service.escalation().matches("(?i)(https?://|mailto:|tel:)\\S+");
    }

    /// Whether names must be typed because there are no users to choose from.
    boolean requiresNameInput() {
        return responders.isEmpty();
    }
}
