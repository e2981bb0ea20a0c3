// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// Which alerts of an SLO open an incident.
public enum IncidentAlertPolicy {
    /// Those that call somebody at once.
    PAGE,
    /// All of them.
    TICKET,
    /// None.
    NONE;

    /// Whether an alert of that severity opens one.
    public boolean opens(BurnAlertRule.Severity severity) {
        return switch (this) {
            case PAGE -> severity == BurnAlertRule.Severity.PAGE;
            case TICKET -> true;
            case NONE -> false;
        };
    }
}
