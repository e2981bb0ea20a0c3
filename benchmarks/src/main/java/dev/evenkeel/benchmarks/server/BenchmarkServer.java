// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// A server in a separate process, started like `./evenkeel serve`, with an empty database. Closing stops it
/// and deletes its data.
public final class BenchmarkServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String ADMIN_TOKEN = "benchmark-admin";
    private static final String SDK_KEY = "benchmark-service";

    private final Path folder;
    private final ChildProcess process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonHttpClient api;
    /* Stops the server when a signal ends the measurement. */
    private final Thread onExit;

    private BenchmarkServer(Path folder, ChildProcess process, URI address, Thread onExit) {
        this.folder = folder;
        this.process = process;
        this.address = address;
        this.api = new JsonHttpClient(client, address, ADMIN_TOKEN);
        this.onExit = onExit;
    }

    /// Starts a server and waits until it is ready.
    ///
    /// @param home root of the repository
    /// @param definition its flags, in flagd's JSON format
    /// @param options more options of `serve`
    public static BenchmarkServer start(Path home, String definition, String... options)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("evenkeel-bench");
        Path flags = Files.writeString(folder.resolve("flags.json"), definition);
        ChildProcess process = ChildProcess.start(
                new ChildProcess.ProgramLocation(home, "server", "dev.evenkeel.server.EvenkeelServer"),
                folder.resolve("data"),
                Stream.concat(
                                Stream.of(
                                        "--data",
                                        folder.resolve("data").toString(),
                                        "--port",
                                        "0",
                                        "--flags",
                                        flags.toString()),
                                Stream.of(options))
                        .toList(),
                Map.of("EVENKEEL_ADMIN_TOKEN", ADMIN_TOKEN, "EVENKEEL_SDK_KEY", SDK_KEY));
        Thread onExit = new Thread(() -> end(process, folder), "end of the server");
        Runtime.getRuntime().addShutdownHook(onExit);
        return new BenchmarkServer(folder, process, process.awaitReady(START_LIMIT), onExit);
    }

    /// Returns the size of its database on disk, including the write-ahead log.
    public long databaseBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /// Returns the CPU time that its database has used so far.
    public Duration databaseProcessorTime() throws IOException {
        Path lock = folder.resolve("data/cluster/postmaster.pid");
        return new ProcessGauge(
                        Long.parseLong(Files.readAllLines(lock).getFirst().strip()))
                .processorTimeOfAll();
    }

    /// Returns the address of the server with its secrets.
    public ServerAccess access() {
        return new ServerAccess(address, ADMIN_TOKEN, SDK_KEY);
    }

    /// Returns the URL of the server.
    public URI address() {
        return address;
    }

    /// Returns the administrator's token.
    public String adminToken() {
        return ADMIN_TOKEN;
    }

    /// Returns the SDK key.
    public String sdkKey() {
        return SDK_KEY;
    }

    /// Creates another SDK key of the default environment and returns it.
    public String createSdkKey(String name) throws IOException, InterruptedException {
        return api.post("/api/v1/environments/default/sdk-keys", Map.of("name", name))
                .path("sdkKey")
                .asString();
    }

    /// Returns its metrics.
    public ServerMetrics metrics() throws IOException, InterruptedException {
        return new ServerMetrics(api.getText("/metrics"));
    }

    /// Returns the gauge of its process.
    public ProcessGauge gauge() {
        return new ProcessGauge(process.pid());
    }

    @Override
    public void close() {
        client.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // the shutdown hook stops it
        }
        end(process, folder);
    }

    private static void end(ChildProcess process, Path folder) {
        process.close();
        DirectoryDeleter.delete(folder);
    }
}
