// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

/// An OFREP request that cannot be evaluated, with an error code of that protocol. Answered with 400.
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
