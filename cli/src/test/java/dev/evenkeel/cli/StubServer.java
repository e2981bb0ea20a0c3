// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// A server that says what it is to say, and keeps what it was asked.
public final class StubServer implements AutoCloseable {
    private final List<String> asked = new ArrayList<>();
    private final HttpServer server;
    private final UnaryOperator<String> answers;
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile int status = 200;

    private StubServer(HttpServer server, UnaryOperator<String> answers) {
        this.server = server;
        this.answers = answers;
    }

    /// Starts one on a free port.
    ///
    /// @param answers what it says to an address, such as `/api/v1/incidents?open=true`
    public static StubServer start(UnaryOperator<String> answers) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var server = new StubServer(http, answers);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String address = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestMethod() + " " + address + (body.isEmpty() ? "" : " " + body));
        byte[] bytes = answers.apply(address).getBytes(UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /// Every request so far: method, address and, where there is one, the body.
    public List<String> asked() {
        return asked;
    }

    /// From now on, answers have this status.
    public void status(int wanted) {
        status = wanted;
    }

    /// From now on, answers have this header.
    public void header(String name, String value) {
        headers.put(name, value);
    }

    /// Where it listens.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Runs a command against it.
    public CliResult run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "t"));
        return CliResult.of(all.toArray(String[]::new));
    }

    /// The same with something on standard input.
    public CliResult runWith(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "t"));
        return CliResult.withInput(input, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
