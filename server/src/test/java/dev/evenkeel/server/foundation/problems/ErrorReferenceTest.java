// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "errors.md");

    @Test
    void referenceListsExactlyTheErrorCodes() throws IOException {
        List<String> listed = Files.readAllLines(REFERENCE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> codes = Arrays.stream(ProblemCode.values())
                .map(code -> "| `" + code.text() + "` | " + code.status() + " | " + code.title() + " |")
                .toList();
        assertThat(listed).as("rows of %s", REFERENCE).isEqualTo(codes);
    }
}
