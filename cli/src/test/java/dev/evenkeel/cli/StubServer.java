// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.files.json.DocumentJsonModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A stub server for the tests of commands. It sends the responses that a test sets, and records the requests.
///
/// A response is a record of module `api`, which is serialized as the server does, a list of records, or a text,
/// which is sent unchanged. As an extension, the server is started for each test and stopped after it:
///
/// ```java
/// @RegisterExtension
/// private final StubServer server = new StubServer();
///
/// @Test
/// void listsUsers() {
///     server.on("GET", "/api/v1/users").respond(List.of(ANNA));
///     assertThat(server.run("user", "list").out()).contains(...);
/// }
/// ```
public final class StubServer implements AfterEachCallback {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<?>> responses = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile Supplier<?> defaultResponse = () -> "";
    private volatile String requestBody = "";
    private volatile String requiredToken = "";
    private volatile int status = 200;

    /// Starts a server on a free port.
    public StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requestBody = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().toString();
        requests.add(requestBody.isEmpty() ? request : request + " " + requestBody);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean isAuthorized = requiredToken.isEmpty() || ("Bearer " + requiredToken).equals(authorization);
        byte[] body = isAuthorized ? serialize(findResponse(request).get()) : "{}".getBytes(UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(isAuthorized ? status : 401, body.length == 0 ? -1 : body.length);
        try (exchange) {
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Supplier<?> findResponse(String request) {
        Supplier<?> withoutQuery = responses.getOrDefault(request.replaceFirst("[?].*", ""), defaultResponse);
        return responses.getOrDefault(request, withoutQuery);
    }

    private static byte[] serialize(Object response) {
        return (response instanceof String text ? text : toJson(response)).getBytes(UTF_8);
    }

    /// Serializes a response as the server does.
    public static String toJson(Object response) {
        return DocumentJsonModule.MAPPER.writeValueAsString(response);
    }

    /// Selects requests.
    ///
    /// @param address path, or path and query; a path without a query matches all queries
    public RequestSelection on(String method, String address) {
        return new RequestSelection(method + " " + address);
    }

    /// Requests with the same response.
    public final class RequestSelection {
        private final String request;

        private RequestSelection(String request) {
            this.request = request;
        }

        /// Sets the response to these requests.
        public void respond(Object response) {
            responses.put(request, () -> response);
        }

        /// Sets the response to these requests, which is computed for each request.
        public void respondEach(Supplier<?> response) {
            responses.put(request, response);
        }
    }

    /// Sets the response to all requests that have no other one. It is empty by default.
    public void respond(Object response) {
        defaultResponse = () -> response;
    }

    /// Sets the status of all responses. It is 200 by default.
    public void setStatus(int newStatus) {
        status = newStatus;
    }

    /// Sets a header of all responses.
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    /// Rejects requests without this bearer token with status 401.
    public void requireToken(String token) {
        requiredToken = token;
    }

    /// Returns all requests: method, address and, if there is one, the body.
    public List<String> requests() {
        return requests;
    }

    /// Returns the last request, as [#requests].
    public String lastRequest() {
        return requests.getLast();
    }

    /// Returns the body of the last request; empty if it had none.
    public String lastRequestBody() {
        return requestBody;
    }

    /// Returns the address of the server.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Runs a command that uses this server.
    public CliResult run(String... arguments) {
        return runWithInput("", arguments);
    }

    /// Runs a command that uses this server.
    ///
    /// @param input standard input
    public CliResult runWithInput(String input, String... arguments) {
        return CliResult.withInput(
                input,
                Stream.concat(Stream.of(arguments), Stream.of("--server", address(), "--token", "TOKEN"))
                        .toArray(String[]::new));
    }

    /// Stops the server.
    public void stop() {
        server.stop(0);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop();
    }
}
