// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.wire.ReconciliationPassReport;
import org.jspecify.annotations.Nullable;

/// Who is told of passes over the stores of migrations.
interface ReconciliationReporter {
    /// One that nobody reads.
    ReconciliationReporter NOBODY = new ReconciliationReporter() {
        @Override
        public @Nullable String begin(String flagKey) {
            return null;
        }

        @Override
        public void tell(String pass, ReconciliationPassReport report) {}

        @Override
        public void failed(String flagKey, Throwable problem) {}

        @Override
        public void began(Thread passes) {}
    };

    /// A pass begins now.
    ///
    /// @return its name; null when nobody will be told of it
    @Nullable
    String begin(String flagKey) throws InterruptedException;

    /// How far a pass has come. A report that is the last is told again until it has arrived, a few times.
    ///
    /// @param pass as named at its beginning
    void tell(String pass, ReconciliationPassReport report) throws InterruptedException;

    /// A pass came to no end.
    void failed(String flagKey, Throwable problem);

    /// A thread makes passes from now on, to be interrupted when all ends.
    void began(Thread passes);
}
