// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

/// A resumable, rate-limited copy of the data that the old store contained before both stores were written,
/// range by range in the order of keys. Run it while all partitions are at a stage that writes both stores
/// with the old one authoritative: earlier it would miss concurrent writes, later it would overwrite new data
/// with old.
///
/// Run it in one process; in two it does the same work twice. Thread-safe.
public interface Backfill {
    /// Copies the remaining data and returns when all is copied.
    ///
    /// @return the progress of this run
    /// @throws IllegalStateException when the migration is at, or moves to, a stage without backfill; copied
    ///     data remains
    /// @throws InterruptedException when the thread is interrupted between two ranges
    Progress run() throws InterruptedException;

    /// Returns the progress of the current or the last run.
    Progress progress();

    /// The progress of a run.
    ///
    /// @param ranges ranges copied by this run
    /// @param rows rows read by this run
    /// @param finished whether it has reached the last key
    record Progress(long ranges, long rows, boolean finished) {}

    /// A builder of a backfill.
    ///
    /// @param <K> the key of a row
    interface Builder<K extends Comparable<? super K>> {
        /// Sets the journal of its progress. Required.
        Builder<K> journal(BackfillJournal<K> journal);

        /// Sets the number of rows in a range, hence in a transaction. Default 1,000.
        ///
        /// @throws IllegalArgumentException when it is not from 1 to 1,000,000
        Builder<K> rangeRows(int rows);

        /// Sets the maximum mean rate of copied rows per second. Default 2,000.
        ///
        /// @throws IllegalArgumentException when it is less than 1
        Builder<K> rowsPerSecond(long rows);

        /// Creates the backfill.
        ///
        /// @throws IllegalStateException without a journal
        Backfill build();
    }
}
