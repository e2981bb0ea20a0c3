// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// What set an incident off, by the list of the SRE workbook (table C-1).
public enum IncidentTrigger {
    BINARY_PUSH,
    CONFIGURATION_PUSH,
    USER_BEHAVIOUR,
    PIPELINE,
    PROVIDER,
    DECAY,
    CAPACITY,
    HARDWARE
}
