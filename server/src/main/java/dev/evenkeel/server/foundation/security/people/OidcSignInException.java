// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

/// A sign-in at the provider that came to nothing. The message is for whoever signs in; it holds no
/// secret.
final class OidcSignInException extends Exception {
    OidcSignInException(String message) {
        super(message);
    }

    OidcSignInException(String message, Throwable cause) {
        super(message, cause);
    }
}
