// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.faultinjection.NetworkProxy;
import dev.evenkeel.benchmarks.faultinjection.ProcessSignal;
import dev.evenkeel.examples.demo.client.PaymentServiceClient;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.examples.demo.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One process of the payment service, with a fixed port and a separate proxy for each of its connections.
final class PaymentServiceInstance implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path home;
    private final Path data;
    private final List<String> arguments;
    private final NetworkProxy toServer;
    private final NetworkProxy toOld;
    private final NetworkProxy toNew;
    private final URI address;
    private final PaymentServiceClient service;
    private ChildProcess process;
    private String sdkName = "";

    /// Starts the process, without waiting for it.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for its log and its last known flags
    PaymentServiceInstance(Path home, Path data, InstanceDependencies around) throws IOException {
        this.home = home;
        this.data = data;
        this.toServer = new NetworkProxy(around.server().getPort());
        this.toOld = new NetworkProxy(around.oldLedger().port());
        this.toNew = new NetworkProxy(around.newLedger().port());
        int port = FreePort.find();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.service = new PaymentServiceClient(HttpClient.newHttpClient(), address);
        this.arguments = List.of(
                "--port",
                String.valueOf(port),
                "--evenkeel-url",
                "http://127.0.0.1:" + toServer.port(),
                "--sdk-key",
                around.sdkKey(),
                "--snapshot-file",
                data.resolve("flags-snapshot.json").toString(),
                "--database-url",
                around.oldLedger().jdbcUrlVia(toOld),
                "--new-database-url",
                around.newLedger().jdbcUrlVia(toNew));
        this.process = start();
    }

    /// The services that the process connects to.
    record InstanceDependencies(URI server, String sdkKey, LedgerPostgres oldLedger, LedgerPostgres newLedger) {}

    private ChildProcess start() throws IOException {
        return ChildProcess.start(
                home, "examples/payments", "dev.evenkeel.examples.payments.PaymentsApplication", data, arguments);
    }

    void awaitReady() throws IOException, InterruptedException {
        process.awaitReady(START_LIMIT);
        sdkName = service.sdkStats().path("instance").asString();
    }

    URI address() {
        return address;
    }

    PaymentServiceClient service() {
        return service;
    }

    NetworkProxy serverProxy() {
        return toServer;
    }

    NetworkProxy oldLedgerProxy() {
        return toOld;
    }

    NetworkProxy newLedgerProxy() {
        return toNew;
    }

    /// Returns the process's name on the server, also after it was killed, until it is restarted.
    String sdkName() {
        return sdkName;
    }

    /// Kills it (SIGKILL).
    void kill() {
        process.kill();
    }

    /// Restarts it after it was killed and waits until it is ready.
    void restart() throws IOException, InterruptedException {
        process = start();
        awaitReady();
    }

    /// Suspends (SIGSTOP) or resumes (SIGCONT) it.
    void setSuspended(boolean yes) throws IOException, InterruptedException {
        (yes ? ProcessSignal.STOP : ProcessSignal.CONT).send(process.pid());
    }

    @Override
    public void close() {
        toServer.close();
        toOld.close();
        toNew.close();
        process.close();
    }
}
