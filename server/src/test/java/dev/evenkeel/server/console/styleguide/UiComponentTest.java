// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of components shows every icon.
final class UiComponentTest {
    private static final Path ICONS = Path.of("src/main/jte/kit/icon.jte");
    private static final Pattern ICON = Pattern.compile("name\\.equals\\(\"([a-z]+)\"\\)");

    @Test
    void everyDrawingIsShown() throws IOException {
        Stream<String> drawn = ICON.matcher(Files.readString(ICONS)).results().map(one -> one.group(1));

        assertThat(UiComponentSamples.icons())
                .containsExactlyElementsOf(
                        Stream.concat(drawn, Stream.of("minus")).toList());
    }
}
