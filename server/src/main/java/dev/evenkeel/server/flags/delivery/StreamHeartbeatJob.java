// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that sends a heartbeat on every open stream every 5 s: every 0.1 s on one fiftieth of them, so that
/// heartbeats never delay a flag change. While this server cannot reach the database, it sends none and ends
/// streams, so that clients try another server.
@Component
class StreamHeartbeatJob {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PHASES = 50;
    /// Time between two heartbeats of a stream.
    static final Duration INTERVAL = PAUSE.multipliedBy(PHASES);

    private final SnapshotChannelRegistry channels;
    private int phase;

    StreamHeartbeatJob(SnapshotChannelRegistry channels, BackgroundJobs jobs) {
        this.channels = channels;
        jobs.add(BackgroundJob.builder("stream heartbeat", PAUSE, this::runOnce));
    }

    /// Sends the heartbeats of one fiftieth of the streams.
    synchronized void runOnce() {
        phase = (phase + 1) % PHASES;
        boolean current = channels.isCurrent();
        channels.forEachStream(stream -> {
            if (Math.floorMod(System.identityHashCode(stream), PHASES) == phase) {
                stream.writeHeartbeat(current);
            }
        });
    }
}
