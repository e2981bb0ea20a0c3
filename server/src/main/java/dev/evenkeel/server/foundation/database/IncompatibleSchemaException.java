// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

/// Thrown at startup when this version cannot use the database; the message contains the reason and the remedies.
public final class IncompatibleSchemaException extends RuntimeException {
    IncompatibleSchemaException(String message) {
        super(message);
    }
}
