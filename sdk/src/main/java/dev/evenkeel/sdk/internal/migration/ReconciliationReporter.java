// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.wire.ReconciliationPassReport;
import org.jspecify.annotations.Nullable;

/// The recipient of reports on reconciliation passes.
interface ReconciliationReporter {
    /// A recipient that ignores all reports.
    ReconciliationReporter NOBODY = new ReconciliationReporter() {
        @Override
        public @Nullable String beginPass(String flagKey) {
            return null;
        }

        @Override
        public void report(String pass, ReconciliationPassReport report) {}

        @Override
        public void reportFailure(String flagKey, Throwable problem) {}

        @Override
        public void registerThread(Thread passes) {}
    };

    /// Reports the start of a pass.
    ///
    /// @return the name of the pass; null when it is not reported
    @Nullable
    String beginPass(String flagKey) throws InterruptedException;

    /// Reports the progress of a pass. The last report is retried a few times until it has arrived.
    ///
    /// @param pass the name from [#beginPass]
    void report(String pass, ReconciliationPassReport report) throws InterruptedException;

    /// Reports that a pass failed.
    void reportFailure(String flagKey, Throwable problem);

    /// Registers a thread that runs passes, to be interrupted at the end.
    void registerThread(Thread passes);
}
