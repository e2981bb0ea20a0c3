// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Public test suites, read from the folder in the system property `evenkeel.shared` if it exists.
public final class SharedData {
    private SharedData() {}

    /// A file of the folder. Without it the calling test is skipped, saying how many cases that leaves out.
    public static String text(String path, int cases) {
        var file = folder().resolve(path);
        assumeTrue(Files.isRegularFile(file), "skipped " + cases + " public cases: " + path + " is not there");
        return read(file);
    }

    /// The JSON files below a folder of it, sorted. Without it the calling test is skipped, as above.
    public static List<Path> jsonFiles(String path, int cases) {
        var folder = folder().resolve(path);
        assumeTrue(Files.isDirectory(folder), "skipped " + cases + " public cases: " + path + " is not there");
        return jsonFiles(folder);
    }

    /// The JSON files below any folder, sorted.
    public static List<Path> jsonFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a file.
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("evenkeel.shared", "absent"));
    }
}
