// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// The state of a change that another system reports.
public enum ReportedChangeState {
    /// The change has begun.
    STARTED,
    /// The change has reached all users.
    COMPLETED,
    /// The change ended before it reached all users.
    ABORTED,
    /// The newest completed change of the service has been rolled back.
    ROLLED_BACK
}
