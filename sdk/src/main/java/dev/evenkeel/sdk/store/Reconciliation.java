// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.time.Duration;
import java.util.function.Function;

/// Compares everything that both stores of a migration hold, in passes, and tells the server what each pass
/// found: rollouts to stages that trust the new store wait for a pass without mismatches, and one that finds
/// some rolls them back.
///
/// A pass compares sums range by range. Where they differ it looks closer, down to single keys, and looks again
/// until they agree or its patience is over: a write that is under way in one store is no mismatch. What stays
/// different is one. Its cost is one reading of both stores, at a limited rate. Thread-safe.
///
/// @param <K> the key of a row
public interface Reconciliation<K extends Comparable<? super K>> extends AutoCloseable {
    /// Makes one pass. What the stores throw comes out, and the server then knows of no end of this pass. A
    /// server that cannot be reached does not stop it.
    ///
    /// @throws InterruptedException when the thread is interrupted
    ReconciliationReport<K> run() throws InterruptedException;

    /// Makes pass after pass in a thread of its own while the migration is at a stage that writes both stores,
    /// until it is closed. A pass that fails is logged, and made again after the
    /// pause. Does nothing when it runs already.
    void start();

    /// Ends the passes; the one under way is interrupted.
    @Override
    void close();

    /// Describes a reconciliation. Confined to one thread.
    ///
    /// @param <K> the key of a row
    interface Builder<K extends Comparable<? super K>> {
        /// Rows in a range. Default 1,000.
        ///
        /// @throws IllegalArgumentException when it is not from 1 to 1,000,000
        Builder<K> rangeRows(int rows);

        /// Most rows of a store that it reads in a second, on average. Default 20,000.
        ///
        /// @throws IllegalArgumentException when it is less than 1
        Builder<K> rowsPerSecond(long rows);

        /// Pause between two passes of [Reconciliation#start()]. Default 1 minute.
        ///
        /// @throws IllegalArgumentException when it is not from 1 ms to 1 day
        Builder<K> pause(Duration pause);

        /// How long stores may differ before that is a mismatch: longer than a write takes to reach both, and
        /// than a repair. Default 10 s.
        ///
        /// @throws IllegalArgumentException when it is not from 1 ms to 1 hour
        Builder<K> patience(Duration patience);

        /// Tells the server where stores differ, in the words of a function: it leaves out what must not leave
        /// this process. Without one the server is told numbers only.
        Builder<K> describing(Function<? super K, String> inWords);

        /// The reconciliation.
        Reconciliation<K> build();
    }
}
