// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

/// Thrown for an invalid line. The message says what is wrong and what is allowed.
public final class InvalidLineException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message message for the author of the line
    public InvalidLineException(String message) {
        super(message);
    }

    /// @param mistake validation error of the called code
    public InvalidLineException(IllegalArgumentException mistake) {
        super(String.valueOf(mistake.getMessage()), mistake);
    }
}
