// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.Nullable;

/// A store with rows in the order of their keys. Both stores of a migration have the same keys in the same
/// order, which is that of `compareTo`: note the collation of texts (`COLLATE "C"` in PostgreSQL).
///
/// An exception ends the backfill or the reconciliation pass. All methods are read-only.
///
/// @param <K> the key of a row
public interface KeyOrderedStore<K extends Comparable<? super K>> {
    /// Returns the key of the n-th row after a key, or of the last one when there are fewer.
    ///
    /// @param after null: from the first row on
    /// @param n at least 1
    /// @return null when there is no row after it
    @Nullable
    K keyAfter(@Nullable K after, int n);

    /// Returns the key of the last row; null when there is no row.
    @Nullable
    K lastKey();

    /// Computes the checksum of a range, consistent at one moment: in one statement or one snapshot.
    RangeChecksum checksum(KeyRange<K> range);
}
