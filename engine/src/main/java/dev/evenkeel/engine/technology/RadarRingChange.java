// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A move of a technology to a ring. Moves are never deleted.
///
/// @param at time of the move
/// @param from previous ring; null when it was not registered
/// @param to new ring
/// @param reason reason, not blank
/// @param person who moved it
/// @param decisionRecord id of the decision record that justifies it; null when there is none
public record RadarRingChange(
        Instant at,
        @Nullable RadarRing from,
        RadarRing to,
        String reason,
        String person,
        @Nullable String decisionRecord) {
    public RadarRingChange {
        if (from == to) {
            throw new IllegalArgumentException("a move must change the ring, got " + to + " twice");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a move needs a reason, got none for the move to " + to);
        }
    }
}
