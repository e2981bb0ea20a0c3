// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

/// Thrown on invalid use of the command line; the message says what is wrong and what is allowed.
public final class CommandLineUsageException extends RuntimeException {
    public CommandLineUsageException(String message) {
        super(message);
    }
}
