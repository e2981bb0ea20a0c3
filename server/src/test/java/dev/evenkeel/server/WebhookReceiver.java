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

/// An HTTP server on loopback that records requests and sends configured responses.
public final class WebhookReceiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<ReceivedRequest, Response> responses = message -> new Response(200, "ok", Map.of());

    /// A received request.
    public record ReceivedRequest(String path, Map<String, List<String>> headers, String body) {
        /// Returns the body as JSON.
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /// Returns the first value of a header.
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /// A response to send.
    public record Response(int status, String body, Map<String, String> headers) {}

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /// Starts a receiver on a free port.
    public static WebhookReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiver = new WebhookReceiver(server);
        server.createContext("/", receiver::handle);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var message = new ReceivedRequest(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(message);
            Response answer = responses.apply(message);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Computes the response to each further request.
    public void answer(Function<ReceivedRequest, Response> next) {
        responses = next;
    }

    /// Sends this response to each further request.
    public void answer(int status, String body) {
        responses = message -> new Response(status, body, Map.of());
    }

    /// Returns the requests of a path in order.
    public List<ReceivedRequest> at(String path) {
        return requests.stream().filter(message -> message.path().equals(path)).toList();
    }

    /// Returns the URL of a path.
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
