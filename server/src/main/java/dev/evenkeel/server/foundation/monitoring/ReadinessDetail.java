// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

/// A detail that `/health/ready` includes beside the status, such as the state of the database. It does not
/// affect the status.
public interface ReadinessDetail {
    /// Returns the name of the JSON member.
    String name();

    /// Returns the current value from memory, because readiness answers in milliseconds even while the database
    /// does not answer.
    String value();
}
