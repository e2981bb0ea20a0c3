// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// How a change turned out.
public enum ChangeOutcome {
    /// Nobody can tell yet.
    OPEN,
    /// Nothing was held against it in time.
    CLEAN,
    /// Users needed help: it was taken back, repaired, or an incident is linked to it.
    FAILED,
    /// The same with a major incident.
    MAJOR,
    /// It never reached all users: the guard stopped it.
    STOPPED,
    /// It never reached all users, for another reason.
    GIVEN_UP;

    /// Whether it counts among the failed ones.
    public boolean isFailure() {
        return this == FAILED || this == MAJOR;
    }
}
