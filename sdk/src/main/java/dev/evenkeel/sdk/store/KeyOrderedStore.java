// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.Nullable;

/// A store whose rows lie in the order of their keys. Both stores of a migration have the same keys in the
/// same order, which is that of `compareTo`: mind the collation of texts (`COLLATE "C"` in PostgreSQL).
///
/// What it throws ends the backfill or the pass that asked; asking changes nothing.
///
/// @param <K> the key of a row
public interface KeyOrderedStore<K extends Comparable<? super K>> {
    /// The key of the n-th row after a key, or of the last one when there are fewer.
    ///
    /// @param after null: from the first row on
    /// @param n at least 1
    /// @return null when no row comes after
    @Nullable
    K keyAfter(@Nullable K after, int n);

    /// The key of the last row; null when there is no row.
    @Nullable
    K lastKey();

    /// What is there in a range, all of it at one moment: in one statement or one snapshot.
    RangeChecksum sum(KeyRange<K> range);
}
