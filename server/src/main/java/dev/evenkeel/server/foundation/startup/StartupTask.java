// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.startup;

import org.springframework.context.SmartLifecycle;

/// A bean that does one thing at startup, after all beans exist and before the web server accepts requests. An
/// exception prevents the start.
public abstract class StartupTask implements SmartLifecycle {
    private volatile boolean done;

    /// Does it.
    protected abstract void run();

    @Override
    public final void start() {
        run();
        done = true;
    }

    @Override
    public final void stop() {
        done = false;
    }

    @Override
    public final boolean isRunning() {
        return done;
    }

    /// After the database clock is read, and before flags are loaded.
    @Override
    public int getPhase() {
        return -1;
    }
}
