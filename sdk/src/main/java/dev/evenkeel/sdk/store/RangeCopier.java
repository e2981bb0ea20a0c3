// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

/// Copies rows from the old store to the new one.
///
/// @param <K> the key of a row
@FunctionalInterface
public interface RangeCopier<K extends Comparable<? super K>> {
    /// Copies what the new store lacks in a range, or has in an older version. Live writes go on meanwhile,
    /// and what they wrote wins: `INSERT ... ON CONFLICT DO NOTHING` for rows that never change, a version
    /// in the row and in the condition for others. Doing it twice changes nothing. In one transaction of the
    /// new store; what it throws ends the backfill, which goes on from there when it runs again.
    ///
    /// @return rows of the old store that it looked at
    long copy(KeyRange<K> range);
}
