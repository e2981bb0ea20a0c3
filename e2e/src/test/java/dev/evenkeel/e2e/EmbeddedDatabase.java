// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// A program's embedded PostgreSQL, seen from outside.
///
/// @param pidFile names the postmaster in its first line
record EmbeddedDatabase(Path pidFile) {

    /// @param data the program's data folder
    static EmbeddedDatabase of(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data, 4)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .map(EmbeddedDatabase::new)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no running PostgreSQL below " + data));
        }
    }

    /// Ends the database at once, as a power cut would (SIGKILL to the postmaster).
    void kill() throws IOException {
        ProcessHandle postmaster = postmaster().orElseThrow();
        postmaster.destroyForcibly();
        await("the postmaster's end").atMost(Duration.ofSeconds(10)).until(() -> !postmaster.isAlive());
    }

    /// The same if there is one at this moment: its program starts it again and again.
    static void killIfThere(Path data) {
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
