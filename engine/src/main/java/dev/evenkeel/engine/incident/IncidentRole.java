// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// Who does what while an incident is open.
public enum IncidentRole {
    COMMANDER,
    COMMUNICATIONS,
    OPERATIONS,
    SCRIBE
}
