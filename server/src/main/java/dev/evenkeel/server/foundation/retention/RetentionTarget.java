// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.time.Instant;
import java.util.Optional;

/// Rows that are kept for a time only. Beans of this type are asked once a minute, by one server at a time for
/// each table.
public interface RetentionTarget {
    /// Name of the table: in metrics, in the log, and of the lock.
    String table();

    /// Takes some of what is over away, in the caller's transaction: a bounded amount, so that no lock is held
    /// for long, and with it whatever keeps its sums. Asked again until it finds nothing.
    ///
    /// @param now the present
    PurgeResult remove(Instant now);

    /// When the oldest row is from; empty when there is none.
    Optional<Instant> oldest();
}
