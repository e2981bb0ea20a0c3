// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A service with counters that a test sets, for Prometheus to scrape.
public final class FakeMetricsService implements AutoCloseable {
    private final Map<String, Long> counters = new ConcurrentHashMap<>();
    private final HttpServer server;

    public FakeMetricsService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::scrape);
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// @param series name and labels, like `errors_total{variant="new"}`
    public void set(String series, long value) {
        counters.put(series, value);
    }

    void remove(String series) {
        counters.remove(series);
    }

    private void scrape(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] text = counters.entrySet().stream()
                    .map(counter -> counter.getKey() + " " + counter.getValue() + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
