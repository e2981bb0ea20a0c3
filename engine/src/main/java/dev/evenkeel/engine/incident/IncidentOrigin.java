// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// Where an incident came from.
public enum IncidentOrigin {
    /// A person declared it.
    PERSON,
    /// The guard rolled a candidate back. It asks for a review and closes nothing, unless it is reopened.
    ROLLBACK,
    /// An alert from outside.
    ALERT,
    /// An error budget of the service burns.
    SLO_BURN,
    /// A history that was imported.
    IMPORT
}
