// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The processes of the demo: the server, the payment service, and the customers' traffic. Thread-safe.
final class DemoStage implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final String FLAGS = """
            {
              "flags": {
                "payment-core": {
                  "state": "ENABLED",
                  "variants": {"classic": "classic", "modern": "modern"},
                  "defaultVariant": "classic"
                }
              }
            }
            """;

    private final DemoOptions options;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String adminToken = secret();
    private @Nullable ChildProcess server;
    private @Nullable ChildProcess payments;
    private @Nullable PaymentTraffic traffic;
    private boolean closed;

    DemoStage(DemoOptions options) {
        this.options = options;
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Starts both processes side by side and waits until they are up.
    ///
    /// @return the addresses of server and payment service
    List<URI> open() throws IOException, InterruptedException {
        Path flags = Files.createDirectories(options.data()).resolve("flags.json");
        Files.writeString(flags, FLAGS);
        String sdkKey = secret();
        int port = options.port() == 0 ? freePort() : options.port();
        ChildProcess newServer;
        ChildProcess newPayments;
        synchronized (this) {
            if (closed) {
                throw new InterruptedException("interrupted before the start");
            }
            newServer = startServer(flags, sdkKey, port);
            server = newServer;
            newPayments = startPayments(sdkKey, port);
            payments = newPayments;
        }
        return List.of(newServer.awaitReady(START_LIMIT), newPayments.awaitReady(START_LIMIT));
    }

    private ChildProcess startServer(Path flags, String sdkKey, int port) throws IOException {
        return ChildProcess.start(
                options.home(),
                "server",
                "dev.evenkeel.server.EvenkeelServer",
                options.data().resolve("server"),
                List.of(
                        "--port",
                        String.valueOf(port),
                        "--flags",
                        flags.toString(),
                        "--admin-token",
                        adminToken,
                        "--sdk-key",
                        sdkKey));
    }

    private ChildProcess startPayments(String sdkKey, int port) throws IOException {
        Path data = options.data().resolve("payments");
        return ChildProcess.start(
                options.home(),
                "examples/payments",
                "dev.evenkeel.examples.payments.PaymentsApplication",
                data,
                List.of(
                        "--port",
                        "0",
                        "--evenkeel-url",
                        "http://127.0.0.1:" + port,
                        "--sdk-key",
                        sdkKey,
                        "--snapshot-file",
                        data.resolve("flags-snapshot.json").toString()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The server's API.
    ControlPlane controlPlane(URI address) {
        return new ControlPlane(client, address, adminToken);
    }

    /// The link that opens the console, signed in.
    String consoleLink(URI page) {
        return page + "?token=" + adminToken;
    }

    /// Opens the customers' traffic, not yet sending.
    synchronized PaymentTraffic openTraffic(URI address) {
        var opened = new PaymentTraffic(
                client, address, options.debtors(), options.perSecond(), "DEMO" + Long.toHexString(options.seed()));
        traffic = opened;
        return opened;
    }

    /// Switches a fault of the modern core on or off.
    void fault(URI paymentService, String name, boolean active) throws IOException, InterruptedException {
        new JsonHttp(client, paymentService, null).put("/faults/" + name, Map.of("active", active));
    }

    /// The ledger's own account of itself.
    JsonNode audit(URI paymentService, List<String> acceptedMessages) throws IOException, InterruptedException {
        return new JsonHttp(client, paymentService, null).post("/ledger/audit", Map.of("accepted", acceptedMessages));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (traffic != null) {
            traffic.close();
        }
        Stream.of(payments, server)
                .parallel()
                .filter(java.util.Objects::nonNull)
                .forEach(ChildProcess::close);
    }

    /// Deletes a folder and all in it.
    static void deleteFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not delete " + folder + ": " + e.getMessage());
        }
    }
}
