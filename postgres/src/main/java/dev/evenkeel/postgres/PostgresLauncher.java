// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
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
            Map.entry("shared_buffers", "512MB"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_line_prefix", "%m [%p] "),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC")));

    /* SCRAM iterations slow down guesses of a password. Nobody guesses 256 random bits, and each of the connections
    that a server opens would pay for the default of 4,096. */
    private static final List<String> INITDB_OPTIONS = List.of(
            "--username=" + ClusterConnector.USER,
            "--auth=scram-sha-256",
            "--set=scram_iterations=1",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C");

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
        String password = files.password();
        DirectoryTree.copy(template(), unfinished);
        SystemIdentifier.renew(unfinished);
        runStatement(unfinished, "off", "ALTER ROLE " + ClusterConnector.USER + " PASSWORD '" + password + "'");
        Files.move(unfinished, files.dataFolder(), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /* A cluster without data, beside the unpacked programs: to copy it takes a tenth of the time of initdb. */
    private Path template() throws IOException {
        Path template = binaries.home()
                .resolveSibling(
                        binaries.home().getFileName() + "-cluster-" + Integer.toHexString(INITDB_OPTIONS.hashCode()));
        if (Files.isDirectory(template)) {
            return template;
        }
        Path unfinished = Files.createTempDirectory(template.getParent(), "initializing-");
        List<String> initdb = new ArrayList<>(
                List.of(binaries.programPath("initdb"), "--pgdata=" + unfinished, "--pwfile=" + files.passwordFile()));
        initdb.addAll(INITDB_OPTIONS);
        run(initdb);
        runStatement(unfinished, "on", "CREATE DATABASE " + EmbeddedPostgres.DATABASE);
        return DirectoryTree.install(unfinished, template);
    }

    /* In single-user mode, which needs no password and no port. An error is only in the log, without the statement. */
    private void runStatement(Path cluster, String fsync, String sql) throws IOException {
        List<String> command = new ArrayList<>(dropRootCommand());
        command.addAll(List.of(binaries.programPath("postgres"), "--single", "-D", cluster.toString()));
        command.addAll(List.of("-c", "fsync=" + fsync, "-c", "log_min_error_statement=panic"));
        command.add("postgres");
        Process process = newProcess(command).redirectInput(Redirect.PIPE).start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(sql + "\n");
        }
        requireSuccess(process, "postgres --single");
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
        requireSuccess(newProcess(command).start(), program.getFirst());
    }

    private void requireSuccess(Process process, String program) {
        int exit = waitFor(process);
        if (exit != 0) {
            throw new EmbeddedPostgresException(
                    program + " failed with exit code " + exit + ". End of its log:\n" + files.logTail());
        }
    }

    private ProcessBuilder newProcess(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return builder.directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(files.logFile().toFile()));
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
