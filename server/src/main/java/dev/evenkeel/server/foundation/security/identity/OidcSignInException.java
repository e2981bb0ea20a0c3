// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

/// Thrown when a sign-in at the provider fails. The message is shown to the person and contains no secret.
final class OidcSignInException extends Exception {
    OidcSignInException(String message) {
        super(message);
    }

    OidcSignInException(String message, Throwable cause) {
        super(message, cause);
    }
}
