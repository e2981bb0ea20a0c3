// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An SDK key without its secret, which is not stored.
///
/// @param environment environment whose flags it reads and whose outcomes it writes
/// @param name purpose of the key; may be empty
/// @param createdBy creator; empty when unknown
/// @param expiresAt when it expires; null for never
/// @param lastUsedAt when it was last used, to the minute; null for never
/// @param revokedAt when it was revoked; null for never
public record SdkKey(
        String id,
        String environment,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    /// Whether the key is valid at an instant.
    public boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
