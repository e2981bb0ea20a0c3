// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that counts against a change.
///
/// @param cause what it was
/// @param at when users began to suffer, as far as known; else when it was noticed
/// @param endedAt when they no longer did; null while they do, or when nobody said
/// @param severity of an incident, 1 the worst; 0 when it has none
/// @param words for people: which incident, which change
public record ChangeHarm(Cause cause, Instant at, @Nullable Instant endedAt, int severity, String words) {

    /// Ways in which a change turns out bad.
    public enum Cause {
        /// It was taken back after it had reached all users.
        ROLLED_BACK,
        /// An incident is linked to it.
        INCIDENT,
        /// Another change was made to repair it.
        REPAIRED
    }
}
