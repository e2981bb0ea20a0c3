// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.notification.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class EventReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "events.md");
    private static final Pattern KIND = Pattern.compile("`([a-z.-]+)`");

    @Test
    void documentsEveryEventKindExceptTest() throws IOException {
        String page = Files.readString(REFERENCE);
        String kinds = page.substring(page.indexOf("## Kinds"));
        List<String> listed = kinds.substring(0, kinds.indexOf("\n## ", 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> KIND.matcher(line.split("\\|", 3)[1]).results().map(match -> match.group(1)))
                .toList();
        assertThat(listed)
                .as("kinds of %s", REFERENCE)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventKind.values())
                        .filter(kind -> kind != EventKind.TEST)
                        .map(EventKind::wireName)
                        .toList());
    }
}
