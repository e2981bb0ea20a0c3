// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

/// The order of filters that need an authenticated caller.
public final class AuthenticatedFilterOrder {
    /// Immediately after authentication.
    public static final int AFTER_AUTHENTICATION = AuthenticationFilter.ORDER + 1;

    private AuthenticatedFilterOrder() {}
}
