// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

/// What was waited for has not come in time, and may still. Ends a command with the exit code that
/// `timeout(1)` has for this, 124, and the message.
public final class WaitTimeoutException extends RuntimeException {
    public static final int EXIT_CODE = 124;

    private static final long serialVersionUID = 1;

    public WaitTimeoutException(String message) {
        super(message);
    }
}
