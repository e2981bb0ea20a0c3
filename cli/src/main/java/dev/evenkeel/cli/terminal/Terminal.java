// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The terminal that this process writes to, if it does.
public final class Terminal {
    private static final Size USUAL = new Size(24, 80);

    private Terminal() {}

    /// Whether there is one.
    public static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /// Whether colours are shown: there is a terminal that knows them, and `NO_COLOR` does not forbid it.
    public static boolean hasColours() {
        String forbidden = System.getenv("NO_COLOR");
        return isThere() && (forbidden == null || forbidden.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /// How many characters fit in a line, `COLUMNS` if that is set; empty where there is no terminal, and
    /// so no end.
    public static OptionalInt columns() {
        return isThere() ? OptionalInt.of(ColumnCount.KNOWN) : OptionalInt.empty();
    }

    /* Asked for once, and only when it is needed: that takes a process. */
    private static final class ColumnCount {
        private static final int KNOWN = ask();

        private static int ask() {
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

    /// How many characters fit.
    public record Size(int rows, int columns) {}

    /// Its size; 24 rows of 80 when it does not say.
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
