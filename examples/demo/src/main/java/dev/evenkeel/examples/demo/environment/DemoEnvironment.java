// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.client.PaymentServiceClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.examples.demo.process.FreePort;
import dev.evenkeel.examples.demo.process.MachineSpeedProbe;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateRecovery;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The processes of the demo: the server, the payment service, and the customers' traffic. Thread-safe.
///
/// A restarted server keeps its port. After closing, nothing can be started.
public final class DemoEnvironment implements AutoCloseable {
    private final DemoOptions options;
    private final PaymentServiceSetup setup;
    private final DoubleSupplier slowdown;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String adminToken = secret();
    private final String sdkKey = secret();
    private final int port;
    private @Nullable ChildProcess server;
    private @Nullable ChildProcess payments;
    private @Nullable URI paymentsAddress;
    private @Nullable PaymentTraffic traffic;
    private @Nullable Thread recovery;
    private volatile DemoTimeouts limits;
    private volatile boolean closed;

    /// @param setup the change in the payment service
    /// @throws IOException when no port is free
    public DemoEnvironment(DemoOptions options, PaymentServiceSetup setup) throws IOException {
        this(options, setup, DemoTimeouts.USUAL, MachineSpeedProbe::slowdown);
    }

    /// @param limits initial timeouts, extended by measurements
    /// @param slowdown measures how many times slower than usual this machine is
    public DemoEnvironment(DemoOptions options, PaymentServiceSetup setup, DemoTimeouts limits, DoubleSupplier slowdown)
            throws IOException {
        this.options = options;
        this.setup = setup;
        this.limits = limits;
        this.slowdown = slowdown;
        reduceTraffic(1);
        this.port = options.port() == 0 ? FreePort.find() : options.port();
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Starts both processes in parallel and waits until they are ready.
    public void open() throws IOException, InterruptedException {
        open(progress -> {});
    }

    /// Starts both processes in parallel and waits until they are ready. The start time, and a measurement
    /// before it, determine the timeouts from then on.
    ///
    /// @param progress repeatedly receives a description of the current wait
    public void open(Consumer<String> progress) throws IOException, InterruptedException {
        limits = limits.withSlowdown(slowdown.getAsDouble());
        long began = System.nanoTime();
        ChildProcess newServer = startServer();
        ChildProcess newPayments = startPayments();
        newServer.awaitReady(waited -> hasTimedOut(waited, DemoTimeouts::start), progress);
        URI address = newPayments.awaitReady(waited -> hasTimedOut(waited, DemoTimeouts::start), progress);
        limits = limits.withStartTime(Duration.ofNanos(System.nanoTime() - began));
        synchronized (this) {
            paymentsAddress = address;
        }
    }

    /// Returns the timeouts for this machine, based on the measurements so far.
    public DemoTimeouts timeouts() {
        return limits;
    }

    /// Whether a wait has timed out. Measures the machine again first, because it may have become slower.
    ///
    /// @param waited time waited so far
    /// @param limit selects the time limit from the timeouts
    public boolean hasTimedOut(Duration waited, Function<DemoTimeouts, Duration> limit) {
        if (waited.compareTo(limit.apply(limits)) < 0) {
            return false;
        }
        limits = limits.withSlowdown(slowdown.getAsDouble());
        return waited.compareTo(limit.apply(limits)) >= 0;
    }

    /// Sends traffic until the given number of messages was sent, at the highest rate that this machine
    /// handles, or at the fixed rate. If the rate is lower than requested, later timeouts become longer.
    ///
    /// @param mostBusy maximum share of CPU time, above 0 to 1
    /// @return why this rate was chosen
    /// @throws IOException if the listener throws it
    public String warmUp(PaymentTraffic traffic, long enough, double mostBusy, TrafficRateTuner.TuningListener watch)
            throws IOException, InterruptedException {
        double wanted = traffic.perSecond();
        var pacing = new TrafficRateTuner(traffic, mostBusy, what -> {
            reduceTraffic(traffic.perSecond() / wanted);
            watch.onProgress(what);
        });
        if (options.fixedRate()) {
            pacing.holdRate(enough);
        } else {
            pacing.tune(enough, limits.slowdown());
            recoverRate(new TrafficRateRecovery(traffic, wanted, mostBusy));
        }
        reduceTraffic(traffic.perSecond() / wanted);
        return pacing.reason();
    }

    private synchronized void recoverRate(TrafficRateRecovery rateRecovery) {
        if (recovery != null) {
            recovery.interrupt();
        }
        recovery = Thread.ofPlatform().name("message-rate").daemon().start(rateRecovery::run);
    }

    /* The share is that of the requested messages, above 0 to 1. */
    private void reduceTraffic(double share) {
        limits = limits.withThinning(DemoOptions.USUAL_PER_SECOND / (options.perSecond() * share));
    }

    /// Whether the demo is shutting down; failures after that have no significance.
    public boolean isClosed() {
        return closed;
    }

    /// Describes the programs that exited unexpectedly.
    public synchronized List<String> describeExits() {
        return Stream.of(Optional.ofNullable(server), Optional.ofNullable(payments))
                .flatMap(Optional::stream)
                .flatMap(program -> program.describeExit().stream())
                .toList();
    }

    /// Starts the server on its port and data, without waiting for it. Only the first start sets the initial
    /// flags; a restarted server uses the flags in its database.
    public synchronized ChildProcess startServer() throws IOException, InterruptedException {
        requireOpen();
        List<String> arguments = new ArrayList<>(List.of(
                "--data", serverData().toString(), "--port", String.valueOf(port), "--allow-outbound", "127.0.0.1"));
        Path flags = Files.createDirectories(options.data()).resolve("flags.json");
        if (Files.notExists(flags)) {
            Files.writeString(flags, setup.flags());
            arguments.addAll(List.of("--flags", flags.toString()));
        }
        server = ChildProcess.start(
                new ChildProcess.ProgramLocation(options.home(), "server", "dev.evenkeel.server.EvenkeelServer"),
                serverData(),
                arguments,
                Map.of("EVENKEEL_ADMIN_TOKEN", adminToken, "EVENKEEL_SDK_KEY", sdkKey));
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
                "--snapshot-file",
                data.resolve("flags-snapshot.json").toString()));
        arguments.addAll(setup.options(data));
        payments = ChildProcess.start(
                new ChildProcess.ProgramLocation(
                        options.home(), "examples/payments", "dev.evenkeel.examples.payments.PaymentsApplication"),
                data,
                arguments,
                Map.of("EVENKEEL_SDK_KEY", sdkKey));
        return payments;
    }

    private void requireOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the demo is shutting down");
        }
    }

    /// Returns the URL of the server.
    public URI serverAddress() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Returns the folder of the server's database and log.
    public Path serverData() {
        return options.data().resolve("server");
    }

    /// Returns the folder of the payment service's database and log.
    public Path paymentsData() {
        return options.data().resolve("payments");
    }

    public synchronized ChildProcess server() {
        return Objects.requireNonNull(server, "the server has not been started");
    }

    public synchronized ChildProcess payments() {
        return Objects.requireNonNull(payments, "the payment service has not been started");
    }

    /// Returns the URL of the payment service.
    public synchronized URI paymentsAddress() {
        return Objects.requireNonNull(paymentsAddress, "the payment service has not been started");
    }

    /// Returns the URL at which the payment service runs the candidate for synthetic accounts.
    public URI rehearsalUrl() {
        return paymentsAddress().resolve("/drills/rehearsal");
    }

    /// Returns the SDK key of the server.
    public String sdkKey() {
        return sdkKey;
    }

    /// Returns a client of the server's API.
    public ControlPlaneClient controlPlane() {
        return new ControlPlaneClient(client, serverAddress(), adminToken, limits);
    }

    /// Returns a link to a rollout's page that signs the user in once.
    public String consoleLink(String rollout) throws IOException, InterruptedException {
        return pageLink("/rollouts/" + rollout);
    }

    /// Returns a link to a console page that signs the user in once, within 10 minutes.
    public String pageLink(String path) throws IOException, InterruptedException {
        return controlPlane().createSignInLink(path);
    }

    /// Creates the customers' traffic, not started yet.
    public PaymentTraffic openTraffic() {
        URI address = paymentsAddress();
        return openTraffic(() -> address);
    }

    /// Creates the customers' traffic at a reduced rate, not started yet.
    ///
    /// @param share of the usual messages per second, above 0
    public PaymentTraffic openTraffic(double share) {
        URI address = paymentsAddress();
        return openTraffic(() -> address, options.perSecond() * share);
    }

    /// Creates traffic to several payment services, not started yet.
    ///
    /// @param where returns the service that receives the next message
    public PaymentTraffic openTraffic(Supplier<URI> where) {
        return openTraffic(where, options.perSecond());
    }

    private synchronized PaymentTraffic openTraffic(Supplier<URI> where, double perSecond) {
        traffic = new PaymentTraffic(client, where, options, perSecond, () -> limits.payment());
        return traffic;
    }

    /// Returns a client of the payment service's API.
    public PaymentServiceClient paymentService() {
        return new PaymentServiceClient(client, paymentsAddress(), limits);
    }

    @Override
    public void close() {
        closed = true;
        stopAll();
    }

    private synchronized void stopAll() {
        if (recovery != null) {
            recovery.interrupt();
        }
        if (traffic != null) {
            traffic.stop();
        }
        Stream.of(payments, server).parallel().filter(Objects::nonNull).forEach(ChildProcess::close);
    }
}
