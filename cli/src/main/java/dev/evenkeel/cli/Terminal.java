// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The terminal that this process writes to, if it does.
public final class Terminal {
    private static final Size USUAL = new Size(24, 80);

    private Terminal() {}

    /// Whether there is one.
    public static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
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
            var known = new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            return known.rows() > 1 && known.columns() > 0 ? known : USUAL;
        } catch (IOException | NumberFormatException e) {
            return USUAL;
        }
    }
}
