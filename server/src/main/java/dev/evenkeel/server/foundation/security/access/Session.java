// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A console session without its token, which only the cookie contains.
///
/// @param person name of the person
/// @param seenAt when it was last used, to the minute; null if unused since it was opened
public record Session(
        String id,
        String person,
        Instant createdAt,
        @Nullable Instant seenAt,
        Instant expiresAt) {}
