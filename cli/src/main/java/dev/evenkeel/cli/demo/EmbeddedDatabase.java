// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// A program's embedded PostgreSQL, seen from outside.
///
/// @param pidFile names the postmaster in its first line
public record EmbeddedDatabase(Path pidFile) {

    /// @param data the program's data folder
    /// @throws IOException when none runs there
    public static EmbeddedDatabase of(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data, 4)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .map(EmbeddedDatabase::new)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no running PostgreSQL below " + data));
        }
    }

    /// Ends the database at once, as a power cut would (SIGKILL to the postmaster), and waits for that.
    public void kill() throws IOException {
        ProcessHandle postmaster = postmaster().orElseThrow(() -> new IOException(pidFile + " names no process"));
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /// The same if there is one at this moment: its program starts it again and again.
    public static void killIfThere(Path data) {
        try {
            of(data).postmaster().ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException | UncheckedIOException beingStarted) {
            // its files come and go meanwhile
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
