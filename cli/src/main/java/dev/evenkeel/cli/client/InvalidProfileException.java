// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

/// A profile that is not there or cannot be used; a wrong use of the command, in words that say what to
/// do.
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidProfileException(String message) {
        super(message);
    }
}
