// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

/// Thrown when a client's list of message ids cannot be read.
public final class InvalidMessageIdsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidMessageIdsException(String message) {
        super(message);
    }
}
