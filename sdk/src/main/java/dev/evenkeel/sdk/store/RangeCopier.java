// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

/// A function that copies rows from the old store to the new one.
///
/// @param <K> the key of a row
@FunctionalInterface
public interface RangeCopier<K extends Comparable<? super K>> {
    /// Copies rows that the new store lacks in a range, or has in an older version. Live writes continue
    /// concurrently and must take precedence: use `INSERT ... ON CONFLICT DO NOTHING` for immutable rows, a
    /// version in the row and in the condition for others. Must be idempotent and run in one transaction of
    /// the new store. An exception ends the backfill; its next run continues there.
    ///
    /// @return rows of the old store that it read
    long copy(KeyRange<K> range);
}
