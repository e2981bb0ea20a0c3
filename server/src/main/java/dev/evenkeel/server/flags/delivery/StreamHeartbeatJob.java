// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Says something on every open stream every 5 s: every 0.1 s on a fiftieth of them, so that heartbeats
/// never hold up a change. While this server does not see the database it says nothing and ends streams,
/// so that readers try another server.
@Component
class StreamHeartbeatJob implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PHASES = 50;

    private final SnapshotChannelRegistry channels;
    private final RepeatingTask work = new RepeatingTask("heartbeats of streams", PAUSE, Duration.ZERO, this::beat);
    private int phase;

    StreamHeartbeatJob(SnapshotChannelRegistry channels) {
        this.channels = channels;
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    /// The heartbeats of one fiftieth of the streams.
    synchronized void beat() {
        phase = (phase + 1) % PHASES;
        boolean current = channels.isCurrent();
        channels.forEachStream(stream -> {
            if (Math.floorMod(System.identityHashCode(stream), PHASES) == phase) {
                stream.heartbeat(current);
            }
        });
    }
}
