// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

/// What one step took away.
///
/// @param rows rows that were taken away one by one
/// @param partitions partitions that went as a whole
public record Removed(long rows, long partitions) {
    /// Nothing is over.
    public static final Removed NOTHING = new Removed(0, 0);

    /// Rows only.
    public static Removed rows(long rows) {
        return new Removed(rows, 0);
    }

    boolean isNothing() {
        return rows == 0 && partitions == 0;
    }

    Removed plus(Removed other) {
        return new Removed(rows + other.rows, partitions + other.partitions);
    }
}
