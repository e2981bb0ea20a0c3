// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

/// A text that is no entry, no head or no key. The message says what is wrong with it, without repeating
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
