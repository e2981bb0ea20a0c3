// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.demo.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The built server in a process of its own, with flags that a test changes.
record FlagServer(ChildProcess process, URI address, int syncPort) implements AutoCloseable {
    static final String SDK_KEY = "the-sdk-key-of-the-test";
    static final String ADMIN_TOKEN = "the-admin-token-of-the-test";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /// @param folder for its data
    /// @param definition its flags at start
    static FlagServer start(Path folder, String definition) throws IOException, InterruptedException {
        Path flags = Files.writeString(folder.resolve("flags.json"), definition);
        int syncPort = freePort();
        var process = ChildProcess.start(
                Repository.root(),
                "server",
                "dev.evenkeel.server.EvenkeelServer",
                folder.resolve("server"),
                List.of(
                        "--data",
                        folder.resolve("server").toString(),
                        "--port",
                        "0",
                        "--flags",
                        flags.toString(),
                        "--sync-port",
                        String.valueOf(syncPort),
                        "--admin-token",
                        ADMIN_TOKEN,
                        "--sdk-key",
                        SDK_KEY));
        try {
            return new FlagServer(process, process.awaitReady(START_LIMIT), syncPort);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Replaces the flags.
    void publish(String definition) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/api/v1/environments/default/flags"))
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
