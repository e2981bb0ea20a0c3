// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Several servers on one database, each at a fixed port on loopback, so that it keeps its address when it is
/// restarted. [#start] is called once.
public final class ServerCluster implements AutoCloseable {
    private final Path home;
    private final Path data;
    private final String adminToken;
    private final String sdkKey;
    private final List<Integer> ports;
    private final List<RestartableProcess> servers = new ArrayList<>();

    /// Reserves the ports.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for the logs
    /// @param size number of servers
    public ServerCluster(Path home, Path data, int size, String adminToken, String sdkKey) {
        this.home = home;
        this.data = data;
        this.adminToken = adminToken;
        this.sdkKey = sdkKey;
        this.ports = Stream.generate(FreePort::find).limit(size).toList();
    }

    /// The settings of one server.
    ///
    /// @param variables additional environment variables
    /// @param additionalClasses class path entries after those of the server
    public record ServerSettings(String databaseUrl, Map<String, String> variables, List<Path> additionalClasses) {}

    /// Starts all servers at the same moment, and waits until they are ready.
    ///
    /// @param settings settings of each server
    public void start(List<ServerSettings> settings) throws IOException, InterruptedException {
        for (int i = 0; i < ports.size(); i++) {
            servers.add(server(i, settings.get(i)));
        }
        for (RestartableProcess server : servers) {
            server.awaitReady();
        }
    }

    private RestartableProcess server(int index, ServerSettings settings) throws IOException {
        Map<String, String> variables =
                new HashMap<>(Map.of("EVENKEEL_ADMIN_TOKEN", adminToken, "EVENKEEL_SDK_KEY", sdkKey));
        variables.putAll(settings.variables());
        String name = "server-" + (index + 1);
        var program = new ChildProcess.ProgramLocation(
                home, "server", "dev.evenkeel.server.EvenkeelServer", settings.additionalClasses());
        List<String> arguments =
                List.of("--port", String.valueOf(ports.get(index)), "--database-url", settings.databaseUrl());
        return new RestartableProcess(
                name, generation -> ChildProcess.start(program, data.resolve(name), arguments, variables));
    }

    /// Returns the port of each server.
    public List<Integer> ports() {
        return ports;
    }

    /// Returns the servers; empty before the start.
    public List<RestartableProcess> servers() {
        return servers;
    }

    /// Returns the address of a server with its secrets.
    public ServerAccess access(int server) {
        return new ServerAccess(URI.create("http://127.0.0.1:" + ports.get(server)), adminToken, sdkKey);
    }

    @Override
    public void close() {
        servers.parallelStream().forEach(RestartableProcess::close);
    }
}
