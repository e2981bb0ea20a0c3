// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import java.io.IOException;

/// What one process tells another of the same user.
public enum ProcessSignal {
    /// It stands still in the midst of whatever it was doing.
    STOP,

    /// It goes on.
    CONT,

    /// PostgreSQL's main process shuts down at once and leaves the rest to recovery (its immediate
    /// mode).
    QUIT;

    /// Tells it.
    ///
    /// @throws IOException when it cannot be told, as when it has ended
    public void send(long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("process " + pid + " could not be told " + this + ": kill ended with " + code);
        }
    }
}
