// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A receiver of messages on loopback, which answers as it is told and keeps what it got.
public final class SinkReceiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<Got, Answer> answers = message -> new Answer(200, "ok", Map.of());

    /// A message that came in.
    public record Got(String path, Map<String, List<String>> headers, String body) {
        /// The body as JSON.
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /// The first value of a header.
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /// What is answered.
    public record Answer(int status, String body, Map<String, String> headers) {}

    private SinkReceiver(HttpServer server) {
        this.server = server;
    }

    /// One on a free port.
    public static SinkReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiver = new SinkReceiver(server);
        server.createContext("/", receiver::take);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var message = new Got(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            got.add(message);
            Answer answer = answers.apply(message);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Answers like this from now on.
    public void answer(Function<Got, Answer> next) {
        answers = next;
    }

    /// Answers like this from now on.
    public void answer(int status, String body) {
        answers = message -> new Answer(status, body, Map.of());
    }

    /// What came in at a path, in order.
    public List<Got> at(String path) {
        return got.stream().filter(message -> message.path().equals(path)).toList();
    }

    /// Its address.
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
