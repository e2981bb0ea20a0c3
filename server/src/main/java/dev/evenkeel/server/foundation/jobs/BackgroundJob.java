// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// A bean whose work begins and ends with the server. At the end it waits two seconds at most for the last
/// round.
public abstract class BackgroundJob implements SmartLifecycle {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /// The work, the same each time.
    protected abstract RepeatingTask work();

    @Override
    public void start() {
        work().start();
    }

    @Override
    public void stop() {
        work().stop();
        work().awaitEnd(LONGEST_STOP);
    }

    @Override
    public boolean isRunning() {
        return work().isRunning();
    }
}
