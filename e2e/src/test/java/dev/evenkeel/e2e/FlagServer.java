// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The built server in a process of its own, with flags that a test changes.
///
/// @param place what it starts with
record FlagServer(Place place, ChildProcess process, URI address) implements AutoCloseable {
    static final String SDK_KEY = "the-sdk-key-of-the-test";
    static final String ADMIN_TOKEN = "the-admin-token-of-the-test";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /// What a server starts with.
    ///
    /// @param data folder for its data
    /// @param flags files of its flags at start
    /// @param syncPort for flagd's sync
    record Place(Path data, List<Path> flags, int syncPort) {
        FlagServer start(int port) throws IOException, InterruptedException {
            List<String> options = new ArrayList<>(List.of(
                    "--data",
                    data.toString(),
                    "--port",
                    String.valueOf(port),
                    "--sync-port",
                    String.valueOf(syncPort)));
            flags.forEach(file -> options.addAll(List.of("--flags", file.toString())));
            var process = ChildProcess.start(
                    new ChildProcess.ProgramLocation(Repository.root(), "server", "dev.evenkeel.server.EvenkeelServer"),
                    data,
                    options,
                    Map.of("EVENKEEL_ADMIN_TOKEN", ADMIN_TOKEN, "EVENKEEL_SDK_KEY", SDK_KEY));
            try {
                return new FlagServer(this, process, process.awaitReady(START_LIMIT));
            } catch (IOException | InterruptedException | RuntimeException e) {
                process.close();
                throw e;
            }
        }
    }

    /// @param folder for its data
    /// @param definition its flags at start
    static FlagServer start(Path folder, String definition) throws IOException, InterruptedException {
        return start(folder, List.of(Files.writeString(folder.resolve("flags.json"), definition)));
    }

    /// @param folder for its data
    /// @param flags files of its flags at start
    static FlagServer start(Path folder, List<Path> flags) throws IOException, InterruptedException {
        return new Place(folder.resolve("server"), flags, FreePort.find()).start(0);
    }

    /// Starts it again on its data and at its address. It has to be closed before.
    FlagServer startAgain() throws IOException, InterruptedException {
        return place.start(address.getPort());
    }

    /// Where flagd's sync is served.
    int syncPort() {
        return place.syncPort;
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
