// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

/// A failure to start, find or stop the embedded PostgreSQL. The message says what was tried, and what to do.
public final class EmbeddedPostgresException extends RuntimeException {
    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
