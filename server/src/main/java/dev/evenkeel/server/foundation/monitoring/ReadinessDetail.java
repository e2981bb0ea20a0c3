// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

/// One fact that `/health/ready` shows beside the status, such as the state of the database. It does not change
/// the status.
public interface ReadinessDetail {
    /// The member of the answer.
    String name();

    /// The present value, from memory: readiness answers in milliseconds, also while the database does not
    /// answer.
    String value();
}
