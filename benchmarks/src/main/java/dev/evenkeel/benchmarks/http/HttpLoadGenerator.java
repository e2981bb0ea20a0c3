// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/// A load generator over persistent HTTP/1.1 connections with one request at a time each. Uses one thread
/// with as little work as possible, because it shares the machine with the server. Not thread-safe.
public final class HttpLoadGenerator {
    private static final int BUFFER = 1 << 16;
    private static final long LONGEST_WAIT_MILLIS = 100;
    private static final int PRINTED_ERRORS = 10;

    private final LoadPlan plan;
    private final byte[] buffer = new byte[BUFFER];
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final List<LoadInterval> spans = new ArrayList<>();
    private final Histogram all = new Histogram(2);
    private Histogram micros = new Histogram(2);
    private long errors;
    private long errorsOfAll;
    private int printed;
    private long measureFrom;
    private long due;

    private HttpLoadGenerator(LoadPlan plan) {
        this.plan = plan;
    }

    /// @param requests requests of each connection, by its number
    /// @param expectedStatus any other status counts as an error
    /// @param connections number of persistent connections
    /// @param perSecond scheduled requests per second, evenly spread, independent of the responses: the
    ///     latency of a delayed request counts from its scheduled time; 0 to send the next request as soon as
    ///     the last one is answered
    /// @param warmUp time before the measurement
    /// @param time duration of the measurement
    /// @param span length of the intervals that are also measured separately
    public record LoadPlan(
            IntFunction<RequestSource> requests,
            int expectedStatus,
            int connections,
            double perSecond,
            Duration warmUp,
            Duration time,
            Duration span) {
        /// Creates a closed-loop plan: as fast as the server responds.
        public static LoadPlan closed(
                IntFunction<RequestSource> requests, int status, int connections, Duration warmUp, Duration time) {
            return new LoadPlan(requests, status, connections, 0, warmUp, time, time);
        }

        private long pauseNanos() {
            return perSecond == 0 ? 0 : Math.round(1e9 / perSecond);
        }
    }

    /// The measurements of one interval.
    ///
    /// @param requests completed requests, including errors
    /// @param errors responses with another status, and requests without one
    public record LoadInterval(
            long requests, long errors, double perSecond, double p50Millis, double p99Millis, double maxMillis) {}

    /// @param whole over the whole duration of the measurement
    /// @param spans consecutive intervals
    public record Result(LoadInterval whole, List<LoadInterval> spans) {
        public Result {
            spans = List.copyOf(spans);
        }
    }

    /// Runs a load plan.
    public static Result run(InetSocketAddress server, LoadPlan plan) throws IOException {
        var load = new HttpLoadGenerator(plan);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < plan.connections(); i++) {
                load.idle.add(
                        new LoadConnection(selector, server, plan.requests().apply(i)));
            }
            load.run(selector);
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
        return new Result(load.span(load.all, load.errorsOfAll, plan.time()), load.spans);
    }

    private void run(Selector selector) throws IOException {
        long begin = System.nanoTime();
        measureFrom = begin + plan.warmUp().toNanos();
        long end = measureFrom + plan.time().toNanos();
        long spanEnd = measureFrom + plan.span().toNanos();
        due = begin;
        while (System.nanoTime() < end) {
            sendDueRequests();
            selector.select(Math.clamp((due - System.nanoTime()) / 1_000_000, 1, LONGEST_WAIT_MILLIS));
            for (SelectionKey key : selector.selectedKeys()) {
                proceed((LoadConnection) key.attachment());
            }
            selector.selectedKeys().clear();
            if (System.nanoTime() >= spanEnd) {
                endSpan();
                spanEnd += plan.span().toNanos();
            }
        }
        if (micros.getTotalCount() > 0) {
            endSpan();
        }
    }

    private void sendDueRequests() throws IOException {
        long now = System.nanoTime();
        while (!idle.isEmpty() && (plan.perSecond() == 0 || due <= now)) {
            idle.removeFirst().send(plan.perSecond() == 0 ? System.nanoTime() : due);
            due += plan.pauseNanos();
        }
    }

    private void proceed(LoadConnection client) throws IOException {
        if (client.proceed(buffer)) {
            recordResponse(client);
            idle.addLast(client);
        }
    }

    private void recordResponse(LoadConnection client) {
        long now = System.nanoTime();
        if (now >= measureFrom) {
            micros.recordValue((now - client.dueAt()) / 1_000);
            if (client.status() != plan.expectedStatus()) {
                errors++;
                printError(client.status(), (now - client.dueAt()) / 1_000_000);
            }
        }
    }

    private void printError(int status, long millis) {
        if (printed < PRINTED_ERRORS) {
            printed++;
            System.err.println(
                    status == LoadConnection.CLOSED
                            ? "the server closed a connection after " + millis + " ms, without a response"
                            : "status " + status + " after " + millis + " ms");
        }
    }

    private void endSpan() {
        spans.add(span(micros, errors, plan.span()));
        all.add(micros);
        errorsOfAll += errors;
        micros = new Histogram(2);
        errors = 0;
    }

    private LoadInterval span(Histogram measured, long failed, Duration time) {
        return new LoadInterval(
                measured.getTotalCount(),
                failed,
                measured.getTotalCount() / (time.toMillis() / 1_000.0),
                measured.getValueAtPercentile(50) / 1_000.0,
                measured.getValueAtPercentile(99) / 1_000.0,
                measured.getMaxValue() / 1_000.0);
    }
}
