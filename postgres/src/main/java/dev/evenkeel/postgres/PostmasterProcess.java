// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The main process of a running PostgreSQL.
record PostmasterProcess(ProcessHandle process, int port) {
    private static final int POLL_MILLIS = 20;
    private static final int STOP_MILLIS = 7_000;
    private static final int ORPHAN_MILLIS = 2_000;

    /// The PostgreSQL that runs on this data folder now, whoever started it.
    static Optional<PostmasterProcess> running(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 4
                || !lines.get(0).strip().matches("\\d+")
                || !lines.get(3).strip().matches("\\d+")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(3).strip());
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .map(process -> new PostmasterProcess(process, port))
                .filter(found -> found.alive() && found.servesFrom(data));
    }

    /// Removes what a killed PostgreSQL left behind, so that a new one can start: waits for its orphaned
    /// backends (they see the death of their parent by themselves), ends the stubborn ones after 2 s, and
    /// deletes the process-id file, whose number may by now belong to some other program.
    static void clear(Path data) throws IOException {
        for (int waited = 0; waited < ORPHAN_MILLIS && !processesIn(data).isEmpty(); waited += POLL_MILLIS) {
            pause();
        }
        processesIn(data).forEach(ProcessHandle::destroyForcibly);
        for (int waited = 0; waited < ORPHAN_MILLIS && !processesIn(data).isEmpty(); waited += POLL_MILLIS) {
            pause();
        }
        if (running(data).isEmpty() && processesIn(data).isEmpty()) {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }

    /// True while the process runs; a process that has ended but was not yet collected by its parent counts as
    /// ended.
    boolean alive() {
        return process.isAlive() && process.info().command().isPresent();
    }

    /// Stops PostgreSQL in "fast" mode: open transactions are rolled back, a checkpoint is written. Kills it
    /// after 7 s; nothing that was committed is lost by that.
    void stop(Path data) throws IOException {
        signal("INT");
        for (int waited = 0; waited < STOP_MILLIS && alive(); waited += POLL_MILLIS) {
            pause();
        }
        if (alive()) {
            process.destroyForcibly();
            clear(data);
        }
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean servesFrom(Path data) {
        return process.info()
                        .command()
                        .filter(name -> name.endsWith("postgres"))
                        .isPresent()
                && workingFolder(process).filter(data::equals).isPresent();
    }

    private static List<ProcessHandle> processesIn(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process ->
                            workingFolder(process).filter(data::equals).isPresent())
                    .toList();
        }
    }

    /// The folder a process works in, if it may be read; every PostgreSQL process works in its data folder.
    private static Optional<Path> workingFolder(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for PostgreSQL.", e);
        }
    }
}
