// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

/// Provider of the state of the database in `/health/ready`. It does not affect whether the server is ready.
public interface DatabaseStateProvider {
    /// Returns the current state from memory, because readiness answers in milliseconds even while the database
    /// does not answer.
    String state();
}
