// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/// Links that sign in once as the holder of the admin token, so that no URL contains the token itself. Like the
/// link for the first account, they are valid only on the server that created them, until it stops.
/// Thread-safe.
@Component
class SignInLinkRegistry {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_LINKS = 100;

    private final Clock clock;
    private final LinkedHashMap<HashedSecret, Instant> expiries = new LinkedHashMap<>();

    SignInLinkRegistry(Clock clock) {
        this.clock = clock;
    }

    /// A link that was created.
    ///
    /// @param token its token, which cannot be read again
    record CreatedLink(String token, Instant expiresAt) {}

    /// Creates a link. Beyond 100 unused links, the oldest one becomes invalid.
    synchronized CreatedLink create() {
        Instant now = clock.instant();
        expiries.values().removeIf(expiry -> !expiry.isAfter(now));
        if (expiries.size() >= MAX_LINKS) {
            expiries.pollFirstEntry();
        }
        String token = IdAndSecretGenerator.newSecret("");
        Instant expiresAt = now.plus(LIFETIME);
        expiries.put(HashedSecret.of(token), expiresAt);
        return new CreatedLink(token, expiresAt);
    }

    /// Invalidates a link; false when it was invalid already.
    synchronized boolean consume(String token) {
        Instant expiry = expiries.remove(HashedSecret.of(token));
        return expiry != null && expiry.isAfter(clock.instant());
    }
}
