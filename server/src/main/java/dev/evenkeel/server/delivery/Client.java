// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One process of a service.
///
/// @param instance its random name
/// @param revision the revision it acknowledged last; null when it has not acknowledged any
/// @param acknowledgedAt when this server's side received that; null likewise
/// @param lastSeen the last sign of life: an acknowledgement, an outcome batch, or a write to its stream
/// @param connected whether that was at most 15 s ago
public record Client(
        String instance,
        @Nullable Long revision,
        @Nullable Instant acknowledgedAt,
        Instant lastSeen,
        boolean connected) {}
