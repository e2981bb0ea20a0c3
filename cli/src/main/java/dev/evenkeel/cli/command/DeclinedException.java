// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

/// Thrown when a command stops before it changes anything: the user declined a confirmation, or a precondition
/// failed. Ends the command with exit code 1.
public final class DeclinedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeclinedException() {
        this("Canceled. Nothing was changed.");
    }

    /// @param message what is wrong and what to do, for the user
    public DeclinedException(String message) {
        super(message);
    }
}
