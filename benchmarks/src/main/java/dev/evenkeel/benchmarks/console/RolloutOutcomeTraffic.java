// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.load.OutcomeBatchSource;
import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import dev.evenkeel.core.wire.SplitSide;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Traffic of outcome batches for rollouts, sent until it is closed: two processes of each rollout alternate
/// with one batch a second each, so that each rollout has one tick a second. The rollouts are spread evenly
/// over the second. Thread-safe.
final class RolloutOutcomeTraffic implements AutoCloseable {
    /// Batches per second of each rollout.
    static final int BATCHES = 2;

    private static final List<SplitSide> BOTH = List.of(SplitSide.CONTROL, SplitSide.CANDIDATE);
    private static final int NEW_UNITS = 1;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final BenchmarkServer server;
    private final List<OutcomeBatchSource> processes = new ArrayList<>();
    private final AtomicLong failed = new AtomicLong();
    private @Nullable Future<?> sending;
    private int next;

    private RolloutOutcomeTraffic(BenchmarkServer server) {
        this.server = server;
    }

    /// Starts to send.
    static RolloutOutcomeTraffic start(BenchmarkServer server, List<SteadyRollout> rollouts) {
        var traffic = new RolloutOutcomeTraffic(server);
        for (SteadyRollout rollout : rollouts) {
            for (int i = 0; i < BATCHES; i++) {
                String process = "console-" + rollout.flag() + "-" + i;
                traffic.processes.add(new OutcomeBatchSource(server.access(), List.of(rollout), process, NEW_UNITS));
            }
        }
        traffic.sending = traffic.clock.scheduleAtFixedRate(
                traffic::sendNext, 0, SECOND_NANOS / rollouts.size(), TimeUnit.NANOSECONDS);
        return traffic;
    }

    /// Returns the number of batches that the server did not accept; at least one when sending was aborted.
    long failed() {
        boolean broken = sending != null && sending.isDone();
        return failed.get() + (broken ? 1 : 0);
    }

    private void sendNext() {
        for (int i = 0; i < BATCHES; i++) {
            boolean taken = send(processes.get(next).nextBatch(BOTH));
            next = (next + 1) % processes.size();
            failed.addAndGet(taken ? 0 : 1);
        }
    }

    private boolean send(byte[] batch) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/sdk/v1/outcomes"))
                .header("Authorization", "Bearer " + server.sdkKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(batch))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }
}
