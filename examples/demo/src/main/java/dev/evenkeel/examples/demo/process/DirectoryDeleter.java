// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Deletion of the directories of ended processes.
public final class DirectoryDeleter {
    private static final int ATTEMPTS = 25;
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(200);

    private DirectoryDeleter() {}

    /// Deletes a directory and its contents, even while a killed process still writes its last files there.
    /// If that fails for 5 s, prints a message to standard error and returns.
    public static void delete(Path directory) {
        for (int attempt = 1; Files.exists(directory); attempt++) {
            try {
                deleteOnce(directory);
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    System.err.println("Cannot delete " + directory + ": " + e.getMessage());
                    return;
                }
                LockSupport.parkNanos(BEFORE_NEXT_ATTEMPT.toNanos());
            }
        }
    }

    private static void deleteOnce(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
