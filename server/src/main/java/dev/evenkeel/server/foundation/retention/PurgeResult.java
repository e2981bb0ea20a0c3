// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

/// The result of one deletion step.
///
/// @param rows number of deleted rows
/// @param partitions number of dropped partitions
public record PurgeResult(long rows, long partitions) {
    /// No expired data.
    public static final PurgeResult NONE = new PurgeResult(0, 0);

    /// Creates a result of rows only.
    public static PurgeResult ofRows(long rows) {
        return new PurgeResult(rows, 0);
    }

    boolean isEmpty() {
        return rows == 0 && partitions == 0;
    }

    PurgeResult plus(PurgeResult other) {
        return new PurgeResult(rows + other.rows, partitions + other.partitions);
    }
}
