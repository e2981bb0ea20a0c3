// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// A bean with a [RepeatingTask] that starts and stops with the server. On shutdown, all jobs together wait at most
/// two seconds for their last runs, which may be blocked when the database does not respond.
public abstract class BackgroundJob implements SmartLifecycle {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    /// Returns the task, the same on every call.
    protected abstract RepeatingTask task();

    @Override
    public void start() {
        task().start();
    }

    @Override
    public void stop() {
        task().stop();
        task().awaitTermination(LONGEST_STOP);
    }

    @Override
    public void stop(Runnable callback) {
        task().stop();
        Thread.startVirtualThread(() -> {
            task().awaitTermination(LONGEST_STOP);
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return task().isRunning();
    }
}
