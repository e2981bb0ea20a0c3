// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key of services, as people see it; its text is kept nowhere.
///
/// @param environment whose flags it reads and whose outcomes it writes
/// @param name what it is for; may be empty
/// @param createdBy who made it; empty where nobody was asked
/// @param expiresAt when it opens nothing any more; null for never
/// @param usedAt when it was last used, to the minute; null for never
/// @param endedAt when it was taken back; null while it was not
public record SdkKey(
        String id,
        String environment,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant endedAt) {
    /// Whether it opens anything at a moment.
    public boolean isValidAt(Instant now) {
        return endedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
