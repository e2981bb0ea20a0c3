// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Names, sizes and SHA-256 checksums of the files of a release. The launcher runs this file from source, so it
/// uses only the JDK and its own package.
public final class ReleaseFileTable {
    private ReleaseFileTable() {}

    /// Prints one line for each file of a folder, in order of the names.
    ///
    /// @param arguments `table` for a Markdown table, or `sums` for the format of `sha256sum`; the folder
    /// @throws IOException when a file cannot be read
    public static void main(String[] arguments) throws IOException {
        boolean table = arguments[0].equals("table");
        if (table) {
            System.out.println("| file | bytes | SHA-256 |\n|---|---:|---|");
        }
        for (Path file : list(Path.of(arguments[1]))) {
            String sum = FileChecksums.compute(file, "SHA-256");
            Path name = file.getFileName();
            System.out.println(
                    table ? "| `%s` | %d | `%s` |".formatted(name, Files.size(file), sum) : sum + "  " + name);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
