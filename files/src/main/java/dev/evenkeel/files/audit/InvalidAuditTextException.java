// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

/// Thrown for a text that is not a valid entry, head or key. The message says what is wrong, without repeating
/// secrets.
public final class InvalidAuditTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidAuditTextException(String message) {
        super(message);
    }

    InvalidAuditTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
