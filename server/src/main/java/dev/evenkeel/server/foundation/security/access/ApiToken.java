// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token of the API, as people see it; its text is kept nowhere.
///
/// @param name what it is for
/// @param person whose it is; null for a machine's own
/// @param roles the most that it can do; a person's can never do more than the person
/// @param usedAt when it was last used, to the minute; null for never
/// @param endedAt when it was taken back; null while it was not
public record ApiToken(
        String id,
        String name,
        @Nullable String person,
        List<RoleGrant> roles,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant endedAt) {
    public ApiToken {
        roles = List.copyOf(roles);
    }

    /// Whether it opens anything at a moment.
    public boolean isValidAt(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }
}
