// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session of the console, as people see it; its token is nowhere but in the cookie.
///
/// @param person whose it is
/// @param seenAt when it was last used, to the minute; null for never since
public record Session(
        String id,
        String person,
        Instant createdAt,
        @Nullable Instant seenAt,
        Instant expiresAt) {}
