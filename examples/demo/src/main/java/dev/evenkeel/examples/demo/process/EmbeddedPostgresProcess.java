// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The embedded PostgreSQL of another process.
///
/// @param pidFile file whose first line is the postmaster's process id
public record EmbeddedPostgresProcess(Path pidFile) {
    /* Process names as started by the program; the last two then execute one of the others. */
    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "setsid", "unshare");

    /// @param data the program's data folder
    /// @throws IOException when no database runs there
    public static EmbeddedPostgresProcess of(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data, 4)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .map(EmbeddedPostgresProcess::new)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no running PostgreSQL below " + data));
        }
    }

    /// Kills the database (SIGKILL to the postmaster), as a power failure would, and waits until it has
    /// ended.
    public void kill() throws IOException {
        ProcessHandle postmaster =
                postmaster().orElseThrow(() -> new IOException(pidFile + " contains no ID of a running process"));
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /// Kills the database if it currently runs; its program keeps restarting it.
    public static void killIfRunning(Path data) {
        try {
            of(data).postmaster().ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException | UncheckedIOException beingStarted) {
            // its files appear and disappear meanwhile
        }
    }

    /// Ends the databases left by killed programs, including those being created or started.
    ///
    /// @param data folder that contains their working directories
    /// @param patience time before they are killed
    static void endAllBelow(Path data, Duration patience) {
        List<ProcessHandle> left = processesBelow(data);
        left.stream()
                .filter(process -> process.parent().filter(left::contains).isEmpty())
                .forEach(ProcessHandle::destroy);
        if (!haveEnded(left, patience)) {
            List<ProcessHandle> stubborn = processesBelow(data);
            stubborn.forEach(ProcessHandle::destroyForcibly);
            haveEnded(stubborn, patience);
        }
    }

    private static boolean haveEnded(List<ProcessHandle> processes, Duration patience) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<ProcessHandle> processesBelow(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> isOfDatabase(process) && worksBelow(process, data))
                    .toList();
        }
    }

    private static boolean isOfDatabase(ProcessHandle process) {
        return process.info()
                .command()
                .map(command ->
                        PROGRAMS.contains(String.valueOf(Path.of(command).getFileName())))
                .orElse(false);
    }

    private static boolean worksBelow(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .startsWith(folder.toRealPath());
        } catch (IOException endedOrUnknown) {
            return false;
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        }
    }
}
