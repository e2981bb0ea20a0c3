// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

/// A failure to start, find or stop the embedded PostgreSQL. The message says what was tried, and what to do.
public final class PostgresException extends RuntimeException {
    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
