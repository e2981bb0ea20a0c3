// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ofrep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Load over HTTP/1.1 connections that are kept, each with one request at a time, by one thread that does
/// as little as it can: it shares the machine with the server. Confined to one thread.
final class HttpLoad {
    private static final int BUFFER = 1 << 16;

    private final int expectedStatus;
    private final byte[] buffer = new byte[BUFFER];
    private final Histogram micros = new Histogram(2);
    private long errors;
    private long measureFrom;

    private HttpLoad(int expectedStatus) {
        this.expectedStatus = expectedStatus;
    }

    /// @param requests whole requests, sent in turn
    /// @param expectedStatus any other counts as an error
    /// @param connections kept open
    /// @param warmUp time before measuring
    /// @param time of measuring
    record Plan(List<ByteBuffer> requests, int expectedStatus, int connections, Duration warmUp, Duration time) {}

    /// @param requests answered in the time of measuring, errors among them
    /// @param errors answers with another status
    record Result(long requests, long errors, double perSecond, double p50Millis, double p99Millis, double maxMillis) {}

    static Result run(InetSocketAddress server, Plan plan) throws IOException {
        var load = new HttpLoad(plan.expectedStatus());
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < plan.connections(); i++) {
                new LoadClient(selector, server, plan.requests(), i);
            }
            load.run(selector, plan.warmUp(), plan.time());
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
        return load.result(plan.time());
    }

    private void run(Selector selector, Duration warmUp, Duration time) throws IOException {
        measureFrom = System.nanoTime() + warmUp.toNanos();
        long end = measureFrom + time.toNanos();
        for (SelectionKey key : selector.keys()) {
            ((LoadClient) key.attachment()).send(key);
        }
        while (System.nanoTime() < end) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                proceed(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void proceed(SelectionKey key) throws IOException {
        var client = (LoadClient) key.attachment();
        if (client.proceed(key, buffer)) {
            answered(client);
            client.send(key);
        }
    }

    private void answered(LoadClient client) {
        long now = System.nanoTime();
        if (now >= measureFrom) {
            micros.recordValue((now - client.sentAt()) / 1_000);
            errors += client.status() == expectedStatus ? 0 : 1;
        }
    }

    private Result result(Duration time) {
        return new Result(
                micros.getTotalCount(),
                errors,
                micros.getTotalCount() / (time.toMillis() / 1_000.0),
                millis(50),
                millis(99),
                micros.getMaxValue() / 1_000.0);
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
