// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.time.Duration;
import java.util.function.Function;

/// A comparison of the complete content of both stores of a migration, in passes whose results are reported
/// to the server: rollouts to stages that rely on the new store wait for a pass without mismatches, and a
/// pass with mismatches rolls them back.
///
/// A pass compares checksums range by range. Where they differ it narrows the range down to single keys, and
/// compares again until they agree or the patience has passed: a write in flight is not a mismatch. A
/// persistent difference is. It reads both stores once, at a limited rate. Thread-safe.
///
/// @param <K> the key of a row
public interface Reconciliation<K extends Comparable<? super K>> extends AutoCloseable {
    /// Runs one pass. Exceptions of the stores are rethrown, and the pass is then not reported as finished.
    /// An unreachable server does not stop it.
    ///
    /// @throws InterruptedException when the thread is interrupted
    ReconciliationReport<K> run() throws InterruptedException;

    /// Starts a thread that runs passes while the migration is at a stage that writes both stores, until it
    /// is closed. A failed pass is logged, and repeated after the pause. Has no effect when it is already
    /// running.
    void start();

    /// Stops the passes; a running one is interrupted.
    @Override
    void close();

    /// A builder of a reconciliation.
    ///
    /// @param <K> the key of a row
    interface Builder<K extends Comparable<? super K>> {
        /// Sets the number of rows in a range. Default 1,000.
        ///
        /// @throws IllegalArgumentException when it is not from 1 to 1,000,000
        Builder<K> rangeRows(int rows);

        /// Sets the maximum mean rate of rows read per second and store. Default 20,000.
        ///
        /// @throws IllegalArgumentException when it is less than 1
        Builder<K> rowsPerSecond(long rows);

        /// Sets the pause between two passes of [Reconciliation#start()]. Default 1 minute.
        ///
        /// @throws IllegalArgumentException when it is not from 1 ms to 1 day
        Builder<K> pause(Duration pause);

        /// Sets how long stores may differ before it is a mismatch: longer than a write takes to reach both,
        /// and than a repair. Default 10 s.
        ///
        /// @throws IllegalArgumentException when it is not from 1 ms to 1 hour
        Builder<K> gracePeriod(Duration patience);

        /// Sets a function that describes a differing key for the server; it must omit data that must not
        /// leave this process. Without it only counts are reported.
        Builder<K> keyFormatter(Function<? super K, String> inWords);

        /// Creates the reconciliation.
        Reconciliation<K> build();
    }
}
