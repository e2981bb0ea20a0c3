// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The token of `serve --admin-token`, if the server was started with one. Immutable.
@Component
final class AdminToken {
    private final @Nullable String token;

    AdminToken(ServerStartOptions options) {
        this.token = options.adminToken();
    }

    boolean isSet() {
        return token != null;
    }

    boolean matches(String presented) {
        return token != null && HashedSecret.of(token).equals(HashedSecret.of(presented));
    }

    /// Binds a console session to this token, so that the session ends with it.
    ///
    /// The hash also covers the session token. Only the browser has that one, and it consists of 256 random
    /// bits, so the stored hash does not help an attacker to guess a short admin token.
    ///
    /// @param sessionToken token of the session
    /// @return the hash to store and to compare; empty when the server has no admin token
    Optional<HashedSecret> bind(String sessionToken) {
        return Optional.ofNullable(token).map(admin -> HashedSecret.of(sessionToken + ":" + admin));
    }
}
