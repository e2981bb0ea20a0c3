// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

/// A sign-in at the provider that came to nothing. The message is for whoever signs in; it holds no
/// secret.
final class OidcFailure extends Exception {
    OidcFailure(String message) {
        super(message);
    }

    OidcFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
