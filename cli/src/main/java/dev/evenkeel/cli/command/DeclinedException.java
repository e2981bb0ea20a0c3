// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

/// Thrown when the user declines a confirmation. Ends a command with exit code 1.
public final class DeclinedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeclinedException() {
        super("Nothing was done.");
    }
}
