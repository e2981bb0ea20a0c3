// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The roles in an open incident.
public enum IncidentRole {
    COMMANDER,
    COMMUNICATIONS,
    OPERATIONS,
    SCRIBE
}
