// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.examples.demo.client.PaymentServiceClient;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.net.FreePort;
import dev.evenkeel.net.NetworkProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One process of the payment service, with a fixed port and a separate proxy for each of its connections.
final class PaymentServiceInstance implements AutoCloseable {
    private final NetworkProxy toServer;
    private final NetworkProxy toOld;
    private final NetworkProxy toNew;
    private final URI address;
    private final PaymentServiceClient service;
    private final RestartableProcess process;

    /// Starts the process, without waiting for it.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for its log and its last known flags
    PaymentServiceInstance(Path home, Path data, InstanceDependencies around) throws IOException {
        this.toServer = new NetworkProxy(around.server().getPort());
        this.toOld = new NetworkProxy(around.oldLedger().port());
        this.toNew = new NetworkProxy(around.newLedger().port());
        int port = FreePort.find();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.service = new PaymentServiceClient(HttpClient.newHttpClient(), address);
        var program = new ChildProcess.ProgramLocation(
                home, "examples/payments", "dev.evenkeel.examples.payments.PaymentsApplication");
        List<String> arguments = List.of(
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
        this.process = new RestartableProcess(
                "payment service", generation -> ChildProcess.start(program, data, arguments, Map.of()));
    }

    /// The services that the process connects to.
    record InstanceDependencies(URI server, String sdkKey, LedgerPostgres oldLedger, LedgerPostgres newLedger) {}

    RestartableProcess process() {
        return process;
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

    @Override
    public void close() {
        toServer.close();
        toOld.close();
        toNew.close();
        process.close();
    }
}
