// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Whether the server takes work: not before all is loaded, and no longer once it is told to stop.
///
/// Stops before the web server does, so that balancers see it draining and streams can end. Thread-safe.
@Component
public class ServerReadiness implements SmartLifecycle {
    private volatile boolean ready;

    public boolean ready() {
        return ready;
    }

    /// Called once, when everything is loaded and the web server listens.
    public void announce() {
        ready = true;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
        ready = false;
    }

    @Override
    public boolean isRunning() {
        return ready;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
