// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

/// What one step took away.
///
/// @param rows rows that were taken away one by one
/// @param partitions partitions that went as a whole
public record PurgeResult(long rows, long partitions) {
    /// Nothing is over.
    public static final PurgeResult NOTHING = new PurgeResult(0, 0);

    /// Rows only.
    public static PurgeResult rows(long rows) {
        return new PurgeResult(rows, 0);
    }

    boolean isNothing() {
        return rows == 0 && partitions == 0;
    }

    PurgeResult plus(PurgeResult other) {
        return new PurgeResult(rows + other.rows, partitions + other.partitions);
    }
}
