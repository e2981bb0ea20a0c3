// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An HTTP server on loopback that returns the responses that a test sets.
final class FakePrometheus implements AutoCloseable {
    /// The form of each query.
    final BlockingQueue<Map<String, String>> forms = new LinkedBlockingQueue<>();

    /// The headers of each query.
    final BlockingQueue<Headers> headers = new LinkedBlockingQueue<>();

    private final Map<String, ResponseWriter> bySelector = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /// Writes a response.
    @FunctionalInterface
    interface ResponseWriter {
        void write(HttpExchange exchange) throws IOException;
    }

    FakePrometheus() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/base/api/v1/query", this::query);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/base/";
    }

    /// Sets the response to queries of a selector.
    void respond(String selector, int status, String type, String body) {
        respond(selector, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    void respond(String selector, ResponseWriter writer) {
        bySelector.put(selector, writer);
    }

    /// Sets the series that queries of a selector return.
    void respondWithSeries(String selector, String... series) {
        respond(selector, 200, "application/json", """
                {"status":"success","data":{"resultType":"matrix","result":[%s]}}""".formatted(String.join(",", series)));
    }

    private void query(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> form = Stream.of(body.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
            forms.add(form);
            headers.add(exchange.getRequestHeaders());
            String query = form.getOrDefault("query", "");
            ResponseWriter writer = bySelector.get(query.substring(0, query.lastIndexOf('[')));
            Objects.requireNonNull(writer, query).write(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
