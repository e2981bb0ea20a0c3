// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The trigger of an incident, in the classification of the SRE workbook (table C-1).
public enum FailureTrigger {
    BINARY_PUSH,
    CONFIGURATION_PUSH,
    USER_BEHAVIOUR,
    PIPELINE,
    PROVIDER,
    DECAY,
    CAPACITY,
    HARDWARE
}
