// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import java.io.IOException;

/// Signals to other processes of the same user.
public enum ProcessSignal {
    /// Suspends the process at once.
    STOP,

    /// Resumes the process.
    CONT,

    /// Shuts down PostgreSQL's main process at once, so that the next start needs a recovery (immediate
    /// mode).
    QUIT;

    /// Sends the signal.
    ///
    /// @throws IOException when it cannot be sent, for example because the process has ended
    public void send(long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("cannot send " + this + " to process " + pid + ": kill ended with " + code);
        }
    }
}
