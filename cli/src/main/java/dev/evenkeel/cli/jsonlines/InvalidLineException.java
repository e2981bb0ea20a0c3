// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

/// A line that has no result. The message says what is wrong with it and what to write instead.
public final class InvalidLineException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message for the person who wrote the line
    public InvalidLineException(String message) {
        super(message);
    }

    /// @param mistake what the code that was asked found wrong
    public InvalidLineException(IllegalArgumentException mistake) {
        super(String.valueOf(mistake.getMessage()), mistake);
    }
}
