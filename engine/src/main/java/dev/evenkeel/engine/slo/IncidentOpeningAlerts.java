// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// The alerts of an SLO that open an incident.
public enum IncidentOpeningAlerts {
    /// Alerts that page.
    PAGE,
    /// All alerts.
    TICKET,
    /// No alerts.
    NONE;

    /// Whether an alert of a severity opens an incident.
    public boolean opensIncident(BurnAlertRule.Severity severity) {
        return switch (this) {
            case PAGE -> severity == BurnAlertRule.Severity.PAGE;
            case TICKET -> true;
            case NONE -> false;
        };
    }
}
