// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

/// Thrown when a profile is missing or invalid. The message says what to do; the command ends with a usage
/// error.
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidProfileException(String message) {
        super(message);
    }
}
