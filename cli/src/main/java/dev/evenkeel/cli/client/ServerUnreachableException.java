// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import org.jspecify.annotations.Nullable;

/// Thrown when no Evenkeel server responds. Ends a command with exit code 3 and the message.
public final class ServerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ServerUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
