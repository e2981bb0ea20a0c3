// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The source that opened an incident.
public enum IncidentOrigin {
    /// A person declared it.
    PERSON,
    /// The guard rolled back a candidate. Requests a review and closes no gate, unless it is reopened.
    ROLLBACK,
    /// An external alert.
    ALERT,
    /// An error budget of the service burns.
    SLO_BURN,
    /// An imported incident history.
    IMPORT
}
