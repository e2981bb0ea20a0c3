// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Launcher of PostgreSQL's programs on one data folder.
///
/// PostgreSQL refuses to run as root. When this process is root, the programs run in a separate user
/// namespace (`unshare -U`) without privileges; where the system has none or forbids that, a normal user must
/// start the server. PostgreSQL gets its own session, so that Ctrl-C in a terminal reaches the server first.
///
/// @param durable whether a commit waits until it is on disk, and so survives a power failure
record PostgresLauncher(PostgresBinaries binaries, ClusterDirectory files, boolean durable) {
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_line_prefix", "%m [%p] "),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC")));

    /* Iterations slow down guesses of a password. Nobody guesses 256 random bits, and each of the connections that a
    start opens would pay for the default of 4,096. */
    private static final int SCRAM_ITERATIONS = 1;

    /// Creates an empty cluster if none exists. Recreates a cluster whose creation was interrupted. Does not wait
    /// until a new cluster is on disk; [#syncToDisk] does.
    ///
    /// @return whether it created one
    boolean createIfAbsent() throws IOException {
        if (Files.exists(files.dataFolder().resolve("PG_VERSION"))) {
            return false;
        }
        Path unfinished = files.folder().resolve("cluster.new");
        if (Files.exists(unfinished)) {
            DirectoryTree.delete(unfinished);
        }
        files.password();
        run(List.of(
                binaries.programPath("initdb"),
                "--no-sync",
                "--pgdata=" + unfinished,
                "--username=" + ClusterConnector.USER,
                "--pwfile=" + files.passwordFile(),
                "--auth=scram-sha-256",
                "--set=scram_iterations=" + SCRAM_ITERATIONS,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        Files.move(unfinished, files.dataFolder(), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /// Waits until all files of the cluster are on disk. PostgreSQL may run meanwhile.
    void syncToDisk() throws IOException {
        run(List.of(binaries.programPath("initdb"), "--sync-only", "--pgdata=" + files.dataFolder()));
    }

    /// Starts PostgreSQL and returns immediately, before it accepts connections.
    PostmasterProcess launch(int port) throws IOException {
        List<String> command = new ArrayList<>(Platform.CURRENT.newSessionCommand());
        command.addAll(dropRootCommand());
        command.addAll(List.of(
                binaries.programPath("postgres"), "-D", files.dataFolder().toString(), "-p", Integer.toString(port)));
        command.addAll(List.of("-c", durable ? "fsync=on" : "fsync=off"));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Process process = newProcess(command).start();
        return new PostmasterProcess(process.toHandle(), port);
    }

    private void run(List<String> program) throws IOException {
        List<String> command = new ArrayList<>(dropRootCommand());
        command.addAll(program);
        int exit = waitFor(newProcess(command).start());
        if (exit != 0) {
            throw new EmbeddedPostgresException(
                    program.getFirst() + " failed with exit code " + exit + ". End of its log:\n" + files.logTail());
        }
    }

    private ProcessBuilder newProcess(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return builder.directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.logFile().toFile()));
    }

    private List<String> dropRootCommand() throws IOException {
        if (!Files.getAttribute(files.folder(), "unix:uid").equals(0)) {
            return List.of();
        }
        if (!Platform.CURRENT.isLinux()
                || waitFor(newProcess(List.of("unshare", "-U", "true")).start()) != 0) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL cannot run as root, and this system has no user namespaces or does not allow them. "
                            + "Start the server as another user, or use your own PostgreSQL: --database-url URL.");
        }
        return List.of("unshare", "-U");
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("The wait for PostgreSQL was interrupted.", e);
        }
    }
}
