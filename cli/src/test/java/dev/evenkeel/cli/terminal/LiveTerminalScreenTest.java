// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveTerminalScreenTest {
    private static String show(Terminal.Size size, boolean hasColors, String... lines) {
        var out = new StringWriter();
        try (var screen = new LiveTerminalScreen(new PrintWriter(out), size, hasColors)) {
            screen.show(List.of(lines));
        }
        return out.toString();
    }

    @Test
    void redrawsInPlaceAndPrintsLastFrame() {
        assertThat(show(new Terminal.Size(3, 12), true, "errors BREACHED now", "second", "third"))
                .startsWith("\u001b[?1049h\u001b[?25l\u001b[Herrors BREAC\u001b[K\r\nsecond\u001b[K\r\n\u001b[J")
                .endsWith("\u001b[?1049l"
                        + String.join(System.lineSeparator(), "errors BREACHED now", "second", "third", ""));
    }

    @Test
    void highlightsBreachesInColor() {
        assertThat(show(new Terminal.Size(9, 80), true, "errors BREACHED"))
                .contains("errors \u001b[1;31mBREACHED\u001b[0m");
    }

    @Test
    void omitsColorsWhenDisabled() {
        assertThat(show(new Terminal.Size(9, 80), false, "errors BREACHED")).contains("errors BREACHED\u001b[K");
    }
}
