// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The fault table promises nothing that no test proves.
class FaultTableTest {
    /// `Class.method` of a test.
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))\\.([a-z][A-Za-z0-9]+)`");

    private static final Path ROOT = Repository.root();

    @Test
    void namesExistingTestsInEveryRow() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/reference/faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |") && !line.startsWith("| state |"))
                .toList();
        Map<String, String> sources = sources();

        assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
            assertThat(TEST.matcher(row).results()).as(row).isNotEmpty();
            assertThat(TEST.matcher(row).results())
                    .allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                            .as(test.group())
                            .contains("void " + test.group(2) + "("));
        });
    }

    /* Text by class name. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().matches(".*(?:Test|IT)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one))
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> read(entry.getValue())));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
