// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What commands of a tutorial have to write: `…` stands for anything within a line, and alone in a line
/// for any lines, also for none.
///
/// @param text lines, each with its end
record ExpectedOutput(String text) {
    static final ExpectedOutput NOTHING = new ExpectedOutput("");

    private static final String ANYTHING = "…";
    /* Colours, as a terminal does not show them. */
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    /// Whether this came out.
    ///
    /// @param actual with or without the end of its last line
    boolean matches(String actual) {
        String plain = COLOURS.matcher(actual).replaceAll("");
        String lines = plain.isEmpty() || plain.endsWith("\n") ? plain : plain + "\n";
        return Pattern.compile(text.lines().map(ExpectedOutput::line).collect(Collectors.joining()))
                .matcher(lines)
                .matches();
    }

    private static String line(String line) {
        return line.equals(ANYTHING)
                ? "(?:.*\n)*?"
                : Arrays.stream(line.split(ANYTHING, -1))
                                .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                                .collect(Collectors.joining(".*"))
                        + "\n";
    }
}
