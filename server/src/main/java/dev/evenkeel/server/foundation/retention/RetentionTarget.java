// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.time.Instant;
import java.util.Optional;

/// A table whose rows have a retention period. Beans of this type are called once a minute, by one server at a
/// time for each table.
public interface RetentionTarget {
    /// Returns the name of the table, used in metrics, in the log and for the lock.
    String table();

    /// Deletes some of the expired data in the caller's transaction: a bounded amount, so that locks are held
    /// only briefly, and updates the sums that outlive it. Called again until it finds no more.
    ///
    /// @param now current time
    PurgeResult purge(Instant now);

    /// Returns the time of the oldest row; empty when there is none.
    Optional<Instant> findOldest();
}
