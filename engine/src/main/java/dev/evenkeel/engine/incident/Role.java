// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// Who does what while an incident is open.
public enum Role {
    COMMANDER,
    COMMUNICATIONS,
    OPERATIONS,
    SCRIBE
}
