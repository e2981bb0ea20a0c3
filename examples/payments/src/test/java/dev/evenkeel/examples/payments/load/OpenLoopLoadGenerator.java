// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Sends messages at the arrival times of a Poisson process, whether or not earlier ones are answered. A
/// latency counts from the time at which a message was due, so that waiting in the sender counts too.
final class OpenLoopLoadGenerator implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random;
    private final double perSecond;

    OpenLoopLoadGenerator(long seed, double perSecond) {
        this.random = new Random(seed);
        this.perSecond = perSecond;
    }

    /// What was measured at one service. Thread-safe.
    ///
    /// @param latencies in microseconds
    /// @param cpu share of the machine's processors that was busy, in percent, once per run
    record Results(Histogram latencies, AtomicLong failures, Histogram cpu) {
        static Results empty() {
            return new Results(new ConcurrentHistogram(3), new AtomicLong(), new Histogram(3));
        }
    }

    /// Sends for the given time and returns when every message is answered.
    void run(URI payments, LoadMessages messages, Duration time, Results results) {
        SYSTEM.getCpuLoad();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + time.toNanos();
            long due = System.nanoTime();
            while (due < end) {
                byte[] message = messages.next();
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long dueAt = due;
                senders.execute(() -> send(payments, message, dueAt, results));
                due += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
            }
        }
        results.cpu().recordValue(Math.round(SYSTEM.getCpuLoad() * 100));
    }

    private void send(URI payments, byte[] message, long dueAt, Results results) {
        HttpRequest request = HttpRequest.newBuilder(payments)
                .POST(BodyPublishers.ofByteArray(message))
                .build();
        try {
            if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                results.failures().incrementAndGet();
            }
        } catch (IOException e) {
            results.failures().incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        results.latencies().recordValue((System.nanoTime() - dueAt) / 1000);
    }

    @Override
    public void close() {
        client.close();
    }
}
