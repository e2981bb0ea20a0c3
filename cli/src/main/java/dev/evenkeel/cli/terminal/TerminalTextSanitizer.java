// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.util.regex.Pattern;

/// A sanitizer of server text for terminals: removes control characters, which could move the cursor, hide
/// output or write to the clipboard.
public final class TerminalTextSanitizer {
    private static final String REPLACEMENT = "\uFFFD";
    private static final Pattern SPACING = Pattern.compile("\\R|\t");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern CONTROL_IN_LINES = Pattern.compile("[\\p{Cc}&&[^\n\r\t]]|\r(?!\n)");
    private static final Pattern DIRECTION = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private TerminalTextSanitizer() {}

    /// Returns the text as one line: line breaks and tabs become blanks; control characters and
    /// changes of the writing direction become U+FFFD.
    public static String toSingleLine(String text) {
        String spaced = SPACING.matcher(text).replaceAll(" ");
        String plain = CONTROL.matcher(spaced).replaceAll(REPLACEMENT);
        return DIRECTION.matcher(plain).replaceAll(REPLACEMENT);
    }

    /// Returns the text with its line breaks and tabs; every other control character becomes U+FFFD.
    public static String sanitize(String text) {
        return CONTROL_IN_LINES.matcher(text).replaceAll(REPLACEMENT);
    }
}
