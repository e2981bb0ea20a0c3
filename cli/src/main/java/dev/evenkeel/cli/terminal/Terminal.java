// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The terminal of this process, if any.
public final class Terminal {
    private static final Size USUAL = new Size(24, 80);

    private Terminal() {}

    /// Whether output goes to a terminal.
    public static boolean isInteractive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /// Whether to use colours: the terminal supports them and `NO_COLOR` is not set.
    public static boolean hasColours() {
        String forbidden = System.getenv("NO_COLOR");
        return isInteractive() && (forbidden == null || forbidden.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /// Returns the characters in a line, from `COLUMNS` if set; empty without a terminal, for unlimited lines.
    public static OptionalInt columns() {
        return isInteractive() ? OptionalInt.of(ColumnCount.KNOWN) : OptionalInt.empty();
    }

    /* Initialized lazily and once: determining it starts a process. */
    private static final class ColumnCount {
        private static final int KNOWN = queryColumns();

        private static int queryColumns() {
            int said = number(System.getenv("COLUMNS"));
            if (said > 0) {
                return said;
            }
            try {
                return size().columns();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return USUAL.columns();
            }
        }

        private static int number(@Nullable String text) {
            return text != null && text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        }
    }

    /// The size of a terminal in characters.
    public record Size(int rows, int columns) {}

    /// Returns the size; 24 rows of 80 when unknown.
    public static Size size() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            String[] numbers = size.strip().split(" ", 2);
            if (stty.waitFor() != 0 || numbers.length < 2) {
                return USUAL;
            }
            int rows = Integer.parseInt(numbers[0]);
            int columns = Integer.parseInt(numbers[1]);
            return new Size(rows > 1 ? rows : USUAL.rows(), columns > 0 ? columns : USUAL.columns());
        } catch (IOException | NumberFormatException e) {
            return USUAL;
        }
    }
}
