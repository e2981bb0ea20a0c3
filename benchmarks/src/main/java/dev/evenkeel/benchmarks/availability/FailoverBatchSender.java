// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.load.OutcomeBatchSource;
import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.core.wire.SplitSide;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A simulated SDK process that sends batches at a steady rate, each until a server accepts it. If a server does not
/// accept a batch, it sends the same batch to the next server, as an SDK behind a load balancer does. One thread.
final class FailoverBatchSender implements Runnable, AutoCloseable {
    private static final int OK = 200;
    private static final List<SplitSide> BOTH = List.of(SplitSide.CONTROL, SplitSide.CANDIDATE);
    /* As the SDK's. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BEFORE_NEXT_ROUND = Duration.ofMillis(50);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ServerAccess> servers;
    private final OutcomeBatchSource batches;
    private final Duration interval;
    private final List<Duration> delays = new ArrayList<>();
    private final List<Instant> accepted = new ArrayList<>();
    private Instant lastAttempt = Instant.EPOCH;
    private int current;
    private int refused;
    private volatile boolean stopped;

    /// @param servers servers in the order in which they are tried
    /// @param interval time from one batch to the next
    FailoverBatchSender(List<ServerAccess> servers, OutcomeBatchSource batches, Duration interval) {
        this.servers = servers;
        this.batches = batches;
        this.interval = interval;
    }

    @Override
    public void run() {
        long next = System.nanoTime();
        try {
            while (!stopped) {
                long first = System.nanoTime();
                deliver(batches.nextBatch(BOTH));
                delays.add(Duration.ofNanos(System.nanoTime() - first));
                accepted.add(lastAttempt);
                next += interval.toNanos();
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(byte[] batch) throws InterruptedException {
        for (int attempt = 1; !isAccepted(batch); attempt++) {
            refused++;
            current = (current + 1) % servers.size();
            if (attempt % servers.size() == 0) {
                Thread.sleep(BEFORE_NEXT_ROUND);
            }
        }
    }

    private boolean isAccepted(byte[] batch) throws InterruptedException {
        ServerAccess server = servers.get(current);
        lastAttempt = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/sdk/v1/outcomes"))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + server.sdkKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(batch))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException unreachable) {
            return false;
        }
    }

    /// Ends after the current batch is accepted.
    void stop() {
        stopped = true;
    }

    /// Returns the time of each accepted batch, from its first attempt. Call it after the thread has ended.
    List<Duration> delays() {
        return List.copyOf(delays);
    }

    /// Returns the start of each attempt that a server accepted; the first one is of the batch with sequence number 1.
    /// Call it after the thread has ended.
    List<Instant> acceptedAttempts() {
        return List.copyOf(accepted);
    }

    /// Returns the process id in the batches.
    String instance() {
        return batches.instance();
    }

    /// Returns the number of attempts that failed. Call it after the thread has ended.
    int refused() {
        return refused;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
