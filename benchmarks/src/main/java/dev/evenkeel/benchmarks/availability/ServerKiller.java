// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.server.RestartableProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Kills random servers (SIGKILL) and restarts each at once. It kills a server only while another one is ready, because
/// without any server nothing can be decided. One thread.
final class ServerKiller implements AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final List<RestartableProcess> servers;
    private final KillSchedule schedule;
    private final boolean graceful;
    private final ExecutorService restarts = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> restarting = new ArrayList<>();
    private final ConcurrentHashMap<Integer, Boolean> down = new ConcurrentHashMap<>();

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
            List<Integer> ready = awaitTwoReady();
            int victim = schedule.nextVictim(ready);
            RestartableProcess server = servers.get(victim);
            kills.add(new Kill(Instant.now(), server.name(), ready.size() - 1));
            down.put(victim, true);
            if (graceful) {
                server.stop();
            } else {
                server.kill();
            }
            restarting.add(restarts.submit(() -> {
                server.restart();
                down.remove(victim);
                return victim;
            }));
            System.err.printf(
                    Locale.ROOT, "kill %d of %d: %s, %d ready%n", kills.size(), times, server.name(), ready.size() - 1);
        }
        awaitRestarts(restarting);
        return kills;
    }

    private List<Integer> awaitTwoReady() throws IOException, InterruptedException {
        while (true) {
            List<Integer> ready = IntStream.range(0, servers.size())
                    .filter(i -> !down.containsKey(i))
                    .boxed()
                    .toList();
            if (ready.size() >= 2) {
                return ready;
            }
            awaitRestarts(restarting.stream().filter(Future::isDone).toList());
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static void awaitRestarts(List<Future<?>> all) throws IOException, InterruptedException {
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IOException("a killed server did not start again", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        restarts.shutdownNow();
    }
}
