// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// The progress of a change, as reported by its source.
public enum ChangeStatus {
    /// In progress.
    RUNNING,
    /// Completed: it has reached all users.
    COMPLETED,
    /// Abandoned before it reached all users: the pipeline failed, or a person ended it.
    ABORTED,
    /// Rolled back by the guard before it reached all users.
    STOPPED
}
