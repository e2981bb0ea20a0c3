// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

/// Thrown when a wait times out; the awaited event can still happen. Ends a command with the message and exit
/// code 124, as `timeout(1)`.
public final class WaitTimeoutException extends RuntimeException {
    public static final int EXIT_CODE = 124;

    private static final long serialVersionUID = 1;

    public WaitTimeoutException(String message) {
        super(message);
    }
}
