// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import org.jspecify.annotations.Nullable;

/// Thrown for a text that is not JSON, with the place of the error.
public final class JsonSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    JsonSyntaxException(String message, int line, int column, @Nullable Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    /// Returns the line of the offending character, from 1.
    public int line() {
        return line;
    }

    /// Returns the column of the offending character, from 1.
    public int column() {
        return column;
    }
}
