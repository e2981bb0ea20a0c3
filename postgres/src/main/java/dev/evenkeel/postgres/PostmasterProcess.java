// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The main process of a running PostgreSQL.
record PostmasterProcess(ProcessHandle process, int port) {
    private static final int POLL_MILLIS = 20;
    private static final int STOP_MILLIS = 7_000;
    private static final int ORPHAN_MILLIS = 2_000;

    /// Returns the PostgreSQL that currently runs on this data folder, regardless of which process started
    /// it.
    static Optional<PostmasterProcess> findRunning(Path data) throws IOException {
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
        Optional<PostmasterProcess> found = ProcessHandle.of(
                        Long.parseLong(lines.get(0).strip()))
                .map(process -> new PostmasterProcess(process, port));
        return found.isPresent() && found.get().isAlive() && found.get().isServing(data) ? found : Optional.empty();
    }

    /// Removes the leftovers of a killed PostgreSQL, so that a new one can start: waits for its orphaned
    /// backends, which exit when they notice the death of their parent; kills the remaining ones after 2 s;
    /// and deletes the process-id file, whose number another program may have by now.
    static void removeStaleState(Path data) throws IOException {
        for (int waited = 0; waited < ORPHAN_MILLIS && !processesIn(data).isEmpty(); waited += POLL_MILLIS) {
            sleep();
        }
        processesIn(data).forEach(ProcessHandle::destroyForcibly);
        for (int waited = 0; waited < ORPHAN_MILLIS && !processesIn(data).isEmpty(); waited += POLL_MILLIS) {
            sleep();
        }
        if (findRunning(data).isEmpty() && processesIn(data).isEmpty()) {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }

    /// Whether the process is running. A process that has ended but was not yet reaped by its parent counts
    /// as ended.
    boolean isAlive() {
        return process.isAlive() && process.info().command().isPresent();
    }

    /// Stops PostgreSQL in "fast" mode: rolls back open transactions and writes a checkpoint. Kills it after
    /// 7 s, which loses no committed data.
    void stop(Path data) throws IOException {
        sendSignal("INT");
        for (int waited = 0; waited < STOP_MILLIS && isAlive(); waited += POLL_MILLIS) {
            sleep();
        }
        if (isAlive()) {
            process.destroyForcibly();
            removeStaleState(data);
        }
    }

    private void sendSignal(String name) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean isServing(Path data) throws IOException {
        return process.info()
                        .command()
                        .filter(name -> name.endsWith("postgres"))
                        .isPresent()
                && WorkingDirectories.CURRENT.findProcesses(data).contains(process.pid());
    }

    private static List<ProcessHandle> processesIn(Path data) throws IOException {
        return WorkingDirectories.CURRENT.findProcesses(data).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("The wait for PostgreSQL was interrupted.", e);
        }
    }
}
