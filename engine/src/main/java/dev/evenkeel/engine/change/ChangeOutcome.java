// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// The outcome of a change.
public enum ChangeOutcome {
    /// Not known yet.
    OPEN,
    /// Without harm within the observation period.
    CLEAN,
    /// Rolled back or repaired, or linked to an incident.
    FAILED,
    /// Linked to a major incident.
    MAJOR,
    /// Stopped by the guard before it reached all users.
    STOPPED,
    /// Abandoned before it reached all users, for another reason.
    ABORTED;

    /// Whether it counts as a failed change.
    public boolean isFailure() {
        return this == FAILED || this == MAJOR;
    }
}
