// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.benchmarks.faultinjection.FaultInjector;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Kills random servers (SIGKILL) and restarts each at once. It kills a server only while another one is ready, because
/// without any server nothing can be decided. One thread.
final class ServerKiller implements AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final List<RestartableProcess> servers;
    private final KillSchedule schedule;
    private final boolean graceful;
    private final FaultInjector injector = new FaultInjector();

    /// @param graceful whether servers are stopped (SIGTERM) instead of killed
    ServerKiller(List<RestartableProcess> servers, KillSchedule schedule, boolean graceful) {
        this.servers = servers;
        this.schedule = schedule;
        this.graceful = graceful;
    }

    /// A kill.
    ///
    /// @param at time before the signal
    /// @param remaining number of ready servers after it
    record Kill(Instant at, String server, int remaining) {}

    /// Kills servers, and waits until all are ready again.
    ///
    /// @throws IOException when a server does not become ready again
    List<Kill> kill(int times) throws IOException, InterruptedException {
        List<Kill> kills = new ArrayList<>();
        while (kills.size() < times) {
            Thread.sleep(schedule.nextPause());
            List<RestartableProcess> ready = awaitTwoReady();
            RestartableProcess server = schedule.nextVictim(ready);
            kills.add(new Kill(Instant.now(), server.name(), ready.size() - 1));
            injector.inject(server.name(), graceful ? Fault.stop(server) : Fault.kill(server), Duration.ZERO);
            System.err.printf(
                    Locale.ROOT, "kill %d of %d: %s, %d ready%n", kills.size(), times, server.name(), ready.size() - 1);
        }
        injector.awaitRemoved();
        injector.throwFailure();
        return kills;
    }

    private List<RestartableProcess> awaitTwoReady() throws IOException, InterruptedException {
        while (true) {
            List<RestartableProcess> ready = servers.stream()
                    .filter(server -> !injector.isFaulty(server.name()))
                    .toList();
            injector.throwFailure();
            if (ready.size() >= 2) {
                return ready;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        injector.close();
    }
}
