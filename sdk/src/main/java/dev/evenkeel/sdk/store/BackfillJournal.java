// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.Nullable;

/// How far a backfill has come, for the next run: a row in the new store's database. One that forgets makes
/// the backfill begin again, which costs time and harms nothing.
///
/// Begin with an empty journal after a migration has gone back to a stage that writes the old store only: what
/// was written then may lie in ranges that were copied before.
///
/// @param <K> the key of a row
public interface BackfillJournal<K extends Comparable<? super K>> {
    /// The last key of the last range that was copied; null before the first.
    @Nullable
    K copiedUpTo();

    /// A range was copied, and all before it.
    void copied(K upTo);
}
