// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

/// Copies into the new store what the old one knew before both were written, range after range in the order of
/// keys, resumable, at a limited rate. It runs while everybody is at a stage that writes both stores and takes
/// the old store's word: before that it would miss what is written meanwhile, after that it would copy old over
/// new.
///
/// Run it in one process; in two it does the same work twice. Thread-safe.
public interface Backfill {
    /// Copies what is left, and returns when all is copied.
    ///
    /// @return what this run has done
    /// @throws IllegalStateException when the migration is, or comes to be, at a stage without backfill; what
    ///     was copied stays
    /// @throws InterruptedException when the thread is interrupted between two ranges
    Progress run() throws InterruptedException;

    /// What the present run, or the last one, has done so far.
    Progress progress();

    /// How far a run is.
    ///
    /// @param ranges copied by this run
    /// @param rows looked at by this run
    /// @param finished whether it has reached the last key
    record Progress(long ranges, long rows, boolean finished) {}

    /// Describes a backfill. Confined to one thread.
    ///
    /// @param <K> the key of a row
    interface Builder<K extends Comparable<? super K>> {
        /// Where it notes how far it is. Needed.
        Builder<K> journal(BackfillJournal<K> journal);

        /// Rows in a range, hence in a transaction. Default 1,000.
        ///
        /// @throws IllegalArgumentException when it is not from 1 to 1,000,000
        Builder<K> rangeRows(int rows);

        /// Most rows that it copies in a second, on average. Default 2,000.
        ///
        /// @throws IllegalArgumentException when it is less than 1
        Builder<K> rowsPerSecond(long rows);

        /// The backfill.
        ///
        /// @throws IllegalStateException without a journal
        Backfill build();
    }
}
