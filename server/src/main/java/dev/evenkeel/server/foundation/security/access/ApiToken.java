// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API token without its secret, which is not stored.
///
/// @param name purpose of the token
/// @param person the person it belongs to; null for a machine's token
/// @param roles upper limit of its roles; a person's token never has more rights than the person
/// @param lastUsedAt when it was last used, to the minute; null for never
/// @param revokedAt when it was revoked; null for never
public record ApiToken(
        String id,
        String name,
        @Nullable String person,
        List<ServiceScopedRole> roles,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public ApiToken {
        roles = List.copyOf(roles);
    }

    /// Whether the token is valid at an instant.
    public boolean isValidAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
