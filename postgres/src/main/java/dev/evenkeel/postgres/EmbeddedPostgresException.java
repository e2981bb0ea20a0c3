// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

/// Thrown when the embedded PostgreSQL cannot be started, found or stopped. The message contains what was
/// attempted and how to fix it.
public final class EmbeddedPostgresException extends RuntimeException {
    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
