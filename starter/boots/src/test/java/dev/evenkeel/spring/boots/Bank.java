// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Receives payment orders by HTTP, on loopback.
final class Bank implements AutoCloseable {
    /// The `baggage` of every order that came.
    final Queue<String> orders = new ConcurrentLinkedQueue<>();

    private final HttpServer http;

    Bank() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen", e);
        }
        http.createContext("/", this::take);
        http.start();
    }

    /// URL that receives orders.
    String address() {
        return "http://" + host() + "/orders";
    }

    /// Its host and port.
    String host() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        orders.add(String.join(",", exchange.getRequestHeaders().getOrDefault("baggage", List.of())));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
