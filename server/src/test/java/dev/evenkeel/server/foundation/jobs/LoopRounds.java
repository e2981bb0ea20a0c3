// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

/// The rounds of a server's loops, for tests that do not wait out the pause between two of them.
public final class LoopRounds {
    private LoopRounds() {}

    /// Asks a loop for a round soon.
    public static void nudge(BackgroundJob loop) {
        loop.task().runSoon();
    }
}
