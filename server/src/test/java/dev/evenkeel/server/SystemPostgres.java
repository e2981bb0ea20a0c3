// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import dev.evenkeel.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A PostgreSQL from system packages with `pg_dump` and `pg_restore`, as for users with their own database. Found by
/// `EVENKEEL_POSTGRES_BIN` or in the Debian locations.
public final class SystemPostgres implements AutoCloseable {
    private static final String USER = "evenkeel";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> PROGRAMS = List.of("initdb", "postgres", "pg_dump", "pg_restore", "createdb");

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Process process;

    private SystemPostgres(Path programs, Path folder, int port, Process process) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /// Returns the folder with all required programs, or empty.
    public static Optional<Path> find() {
        String given = System.getenv("EVENKEEL_POSTGRES_BIN");
        if (given != null && !given.isBlank()) {
            return Optional.of(Path.of(given)).filter(SystemPostgres::hasAll);
        }
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(SystemPostgres::hasAll)
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean hasAll(Path folder) {
        return PROGRAMS.stream().allMatch(program -> Files.isExecutable(folder.resolve(program)));
    }

    /// Starts an empty cluster in an existing folder and waits until it accepts connections.
    public static SystemPostgres start(Path programs, Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("postgres.log");
        run(
                log,
                withoutRoot(
                        programs.resolve("initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"));
        int port = FreePort.find();
        List<String> command = withoutRoot(programs.resolve("postgres"), "-D", data, "-p", port);
        command.addAll(
                List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"));
        var started = new SystemPostgres(programs, folder, port, start(log, command));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(started::answers);
        return started;
    }

    /// Creates an empty database and returns its JDBC URL.
    public String create(String name) throws IOException, InterruptedException {
        run("createdb", name);
        return url(name);
    }

    /// Runs one of the programs against this server; fails if the program fails.
    public void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(programs.resolve(program).toString(), "-h", "127.0.0.1", "-p", "" + port, "-U", USER));
        command.addAll(List.of(arguments));
        run(folder.resolve(program + ".log"), command);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url("postgres"))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /* PostgreSQL does not run as root; in its own user namespace it runs as the user nobody. */
    private static List<String> withoutRoot(Object... command) throws IOException {
        List<String> whole = new ArrayList<>();
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            whole.addAll(List.of("unshare", "-U"));
        }
        Arrays.stream(command).map(String::valueOf).forEach(whole::add);
        return whole;
    }

    private static void run(Path log, List<String> command) throws IOException, InterruptedException {
        Process started = start(log, command);
        if (!started.waitFor(2, TimeUnit.MINUTES) || started.exitValue() != 0) {
            started.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(log));
        }
    }

    private static Process start(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /// Stops with SIGINT, which closes all connections.
    @Override
    public void close() {
        try {
            new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
