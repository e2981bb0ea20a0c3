// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Whether the server accepts work: from the end of startup until shutdown begins.
///
/// Stops before the web server, so that load balancers see it draining and streams can end. Thread-safe.
@Component
public class ServerReadiness implements SmartLifecycle {
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    /// Called once, when everything is loaded and the web server listens.
    public void markReady() {
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
