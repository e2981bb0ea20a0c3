// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

/// Thrown when an OFREP request cannot be evaluated; has an error code of that protocol. Mapped to 400.
final class OfrepRequestException extends RuntimeException {
    private final String code;

    OfrepRequestException(String code, String details) {
        super(details);
        this.code = code;
    }

    String code() {
        return code;
    }
}
