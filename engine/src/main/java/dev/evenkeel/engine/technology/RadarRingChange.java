// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A technology came to a ring. Moves are kept for ever.
///
/// @param at when
/// @param from where it was; null when it was not registered
/// @param to where it is since
/// @param reason why, not blank
/// @param person who says so
/// @param record id of the decision record behind it; null when there is none
public record RadarRingChange(
        Instant at,
        @Nullable RadarRing from,
        RadarRing to,
        String reason,
        String person,
        @Nullable String record) {
    public RadarRingChange {
        if (from == to) {
            throw new IllegalArgumentException("a move leads to another ring, got " + to + " twice");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a move has a reason, got none for the one to " + to);
        }
    }
}
