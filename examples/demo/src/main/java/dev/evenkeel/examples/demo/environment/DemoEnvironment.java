// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.client.PaymentServiceClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.examples.demo.process.MachineSpeedProbe;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The processes of the demo: the server, the payment service, and the customers' traffic.
/// Thread-safe.
///
/// The server keeps its port when it is started again. Nothing can be started after closing.
public final class DemoEnvironment implements AutoCloseable {
    private final DemoOptions options;
    private final PaymentServiceSetup subject;
    private final DoubleSupplier slowdown;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String adminToken = secret();
    private final String sdkKey = secret();
    private final int port;
    private @Nullable ChildProcess server;
    private @Nullable ChildProcess payments;
    private @Nullable URI paymentsAddress;
    private @Nullable PaymentTraffic traffic;
    private volatile DemoTimeouts limits;
    private volatile boolean closed;

    /// @param subject what changes in the payment service
    /// @throws IOException when no port is free
    public DemoEnvironment(DemoOptions options, PaymentServiceSetup subject) throws IOException {
        this(options, subject, DemoTimeouts.USUAL, MachineSpeedProbe::slowdown);
    }

    /// @param limits that are extended by what is measured
    /// @param slowdown measures how many times slower than usual this machine is
    public DemoEnvironment(
            DemoOptions options, PaymentServiceSetup subject, DemoTimeouts limits, DoubleSupplier slowdown)
            throws IOException {
        this.options = options;
        this.subject = subject;
        this.limits = limits;
        this.slowdown = slowdown;
        thin(1);
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

    /// Starts both processes side by side and waits until they are ready.
    public void open() throws IOException, InterruptedException {
        open(progress -> {});
    }

    /// The same. How long that takes, and a measurement before it, set the limits from then on.
    ///
    /// @param progress receives what is waited for, again and again
    public void open(Consumer<String> progress) throws IOException, InterruptedException {
        limits = limits.slowedTo(slowdown.getAsDouble());
        long began = System.nanoTime();
        ChildProcess newServer = startServer();
        ChildProcess newPayments = startPayments();
        newServer.awaitReady(waited -> isOver(waited, DemoTimeouts::start), progress);
        URI address = newPayments.awaitReady(waited -> isOver(waited, DemoTimeouts::start), progress);
        limits = limits.startedIn(Duration.ofNanos(System.nanoTime() - began));
        synchronized (this) {
            paymentsAddress = address;
        }
    }

    /// How long to wait on this machine, by what was measured so far.
    public DemoTimeouts limits() {
        return limits;
    }

    /// Whether a wait takes too long. Before it says so, it measures this machine again, which may be slower by
    /// now.
    ///
    /// @param waited so far
    /// @param limit of the limits
    public boolean isOver(Duration waited, Function<DemoTimeouts, Duration> limit) {
        if (waited.compareTo(limit.apply(limits)) < 0) {
            return false;
        }
        limits = limits.slowedTo(slowdown.getAsDouble());
        return waited.compareTo(limit.apply(limits)) >= 0;
    }

    /// Lets customers come until so many messages were sent, as many a second as this machine handles, unless
    /// their number is fixed. The limits are longer from then on where fewer come than they were to.
    ///
    /// @param mostBusy share of the processors' time, above 0 to 1
    /// @return why so many come
    /// @throws IOException of the watch
    public String settle(PaymentTraffic traffic, long enough, double mostBusy, TrafficRateTuner.TuningListener watch)
            throws IOException, InterruptedException {
        double wanted = traffic.perSecond();
        var pacing = new TrafficRateTuner(traffic, mostBusy, what -> {
            thin(traffic.perSecond() / wanted);
            watch.look(what);
        });
        if (options.fixedRate()) {
            pacing.keep(enough);
        } else {
            pacing.settle(enough, limits.slowdown());
        }
        thin(traffic.perSecond() / wanted);
        return pacing.reason();
    }

    /* The share of the messages that customers were to send, above 0 to 1. */
    private void thin(double share) {
        limits = limits.thinnedTo(DemoOptions.USUAL_PER_SECOND / (options.perSecond() * share));
    }

    /// Whether the demo is being ended, so that what fails now says nothing.
    public boolean isClosed() {
        return closed;
    }

    /// What there is to say of programs that have ended by themselves.
    public synchronized List<String> postMortems() {
        return Stream.of(Optional.ofNullable(server), Optional.ofNullable(payments))
                .flatMap(Optional::stream)
                .flatMap(program -> program.postMortem().stream())
                .toList();
    }

    /// Starts the server on its port and its data, without waiting for it. The flags that it begins with are
    /// given to it once: what they became since is the truth when it is started again.
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
    public URI rehearsal() {
        return paymentsAddress().resolve("/drills/rehearsal");
    }

    /// The key of a service of the server.
    public String sdkKey() {
        return sdkKey;
    }

    /// The server's API.
    public ControlPlaneClient controlPlane() {
        return new ControlPlaneClient(client, serverAddress(), adminToken, limits);
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
    public PaymentTraffic openTraffic(double share) {
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
        traffic = new PaymentTraffic(client, where, options, perSecond, () -> limits.payment());
        return traffic;
    }

    /// The payment service's API.
    public PaymentServiceClient paymentService() {
        return new PaymentServiceClient(client, paymentsAddress(), limits);
    }

    @Override
    public void close() {
        closed = true;
        end();
    }

    private synchronized void end() {
        if (traffic != null) {
            traffic.stop();
        }
        Stream.of(payments, server).parallel().filter(Objects::nonNull).forEach(ChildProcess::close);
    }
}
