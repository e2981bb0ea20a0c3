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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The processes of the demo: the server, the payment service, and the customers' traffic.
/// Thread-safe.
///
/// The server keeps its port when it is started again. Nothing can be started after closing.
public final class DemoStage implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final DemoOptions options;
    private final Subject subject;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String adminToken = secret();
    private final String sdkKey = secret();
    private final int port;
    private @Nullable ChildProcess server;
    private @Nullable ChildProcess payments;
    private @Nullable URI paymentsAddress;
    private @Nullable PaymentTraffic traffic;
    private boolean closed;

    /// @param subject what changes in the payment service
    /// @throws IOException when no port is free
    public DemoStage(DemoOptions options, Subject subject) throws IOException {
        this.options = options;
        this.subject = subject;
        this.port = options.port() == 0 ? freePort() : options.port();
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Starts both processes side by side and waits until they are up.
    public void open() throws IOException, InterruptedException {
        ChildProcess newServer = startServer();
        ChildProcess newPayments = startPayments();
        newServer.awaitReady(START_LIMIT);
        URI address = newPayments.awaitReady(START_LIMIT);
        synchronized (this) {
            paymentsAddress = address;
        }
    }

    /// Starts the server on its port and its data, without waiting for it. The flags that it begins with are given to
    /// it once: what they became since is the truth when it is started again.
    public synchronized ChildProcess startServer() throws IOException, InterruptedException {
        requireOpen();
        List<String> arguments = new ArrayList<>(List.of(
                "--data",
                serverData().toString(),
                "--port",
                String.valueOf(port),
                "--admin-token",
                adminToken,
                "--sdk-key",
                sdkKey,
                "--allow-outgoing",
                "127.0.0.1"));
        Path flags = Files.createDirectories(options.data()).resolve("flags.json");
        if (Files.notExists(flags)) {
            Files.writeString(flags, subject.flags());
            arguments.addAll(List.of("--flags", flags.toString()));
        }
        server = ChildProcess.start(
                options.home(), "server", "dev.evenkeel.server.EvenkeelServer", serverData(), arguments);
        return server;
    }

    private synchronized ChildProcess startPayments() throws IOException, InterruptedException {
        requireOpen();
        Path data = paymentsData();
        List<String> arguments = new ArrayList<>(List.of(
                "--data",
                data.toString(),
                "--port",
                "0",
                "--evenkeel-url",
                serverAddress().toString(),
                "--sdk-key",
                sdkKey,
                "--snapshot-file",
                data.resolve("flags-snapshot.json").toString()));
        arguments.addAll(subject.options(data));
        payments = ChildProcess.start(
                options.home(),
                "examples/payments",
                "dev.evenkeel.examples.payments.PaymentsApplication",
                data,
                arguments);
        return payments;
    }

    private void requireOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the demo is being ended");
        }
    }

    /// Where the server listens.
    public URI serverAddress() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Folder of the server's database and log.
    public Path serverData() {
        return options.data().resolve("server");
    }

    /// Folder of the payment service's database and log.
    public Path paymentsData() {
        return options.data().resolve("payments");
    }

    /// The running server.
    public synchronized ChildProcess server() {
        return Objects.requireNonNull(server, "the server has not been started");
    }

    /// The running payment service.
    public synchronized ChildProcess payments() {
        return Objects.requireNonNull(payments, "the payment service has not been started");
    }

    /// Where the payment service listens.
    public synchronized URI paymentsAddress() {
        return Objects.requireNonNull(paymentsAddress, "the payment service has not been started");
    }

    /// Where the payment service runs the candidate for accounts that belong to nobody.
    URI rehearsal() {
        return paymentsAddress().resolve("/drills/rehearsal");
    }

    /// The key of a service of the server.
    public String sdkKey() {
        return sdkKey;
    }

    /// The server's API.
    public ControlPlane controlPlane() {
        return new ControlPlane(client, serverAddress(), adminToken);
    }

    /// The link that opens a rollout's page, signed in.
    public String consoleLink(String rollout) {
        return pageLink("/rollouts/" + rollout);
    }

    /// The link that opens a page of the console, signed in.
    public String pageLink(String path) {
        return serverAddress().resolve(path) + "?token=" + adminToken;
    }

    /// Opens the customers' traffic, not yet sending.
    public PaymentTraffic openTraffic() {
        URI address = paymentsAddress();
        return openTraffic(() -> address);
    }

    /// The same, thinner.
    ///
    /// @param share of the usual messages per second, above 0
    PaymentTraffic openTraffic(double share) {
        URI address = paymentsAddress();
        return openTraffic(() -> address, options.perSecond() * share);
    }

    /// The same, to several payment services.
    ///
    /// @param where the one that gets the next message
    public PaymentTraffic openTraffic(Supplier<URI> where) {
        return openTraffic(where, options.perSecond());
    }

    private synchronized PaymentTraffic openTraffic(Supplier<URI> where, double perSecond) {
        String run = "DEMO" + Long.toHexString(options.seed());
        traffic = new PaymentTraffic(client, where, options.debtors(), perSecond, run);
        return traffic;
    }

    /// The payment service's API.
    public PaymentService paymentService() {
        return new PaymentService(client, paymentsAddress());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (traffic != null) {
            traffic.close();
        }
        Stream.of(payments, server).parallel().filter(Objects::nonNull).forEach(ChildProcess::close);
    }

    /// Deletes a folder and all in it.
    public static void deleteFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not delete " + folder + ": " + e.getMessage());
        }
    }
}
