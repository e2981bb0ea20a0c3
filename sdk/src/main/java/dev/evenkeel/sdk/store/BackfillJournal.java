// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.Nullable;

/// A journal of the progress of a backfill, for the next run: a row in the new store's database. If it is
/// lost, the backfill starts again, which costs time and is harmless.
///
/// Start with an empty journal after a migration has moved back to a stage that writes the old store only:
/// later writes may be in ranges that were copied before.
///
/// @param <K> the key of a row
public interface BackfillJournal<K extends Comparable<? super K>> {
    /// Returns the last key of the last copied range; null before the first.
    @Nullable
    K lastCopiedKey();

    /// Records that a range, and all before it, has been copied.
    void saveLastCopiedKey(K upTo);
}
