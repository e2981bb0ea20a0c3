// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

/// A text that is no entry, no head or no key. The message says what is wrong with it, without repeating
/// secrets.
public final class InvalidAuditText extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidAuditText(String message) {
        super(message);
    }

    InvalidAuditText(String message, Throwable cause) {
        super(message, cause);
    }
}
