// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A harm attributed to a change.
///
/// @param cause kind of harm
/// @param at start of the harm to users if known, else its detection
/// @param endedAt end of the harm; null while it lasts, or when unknown
/// @param severity severity of an incident, 1 the worst; 0 when it has none
/// @param summary description for people: which incident, which change
public record ChangeHarmEvent(
        Cause cause, Instant at, @Nullable Instant endedAt, int severity, String summary) {

    /// The kind of harm.
    public enum Cause {
        /// It was rolled back after it had reached all users.
        ROLLED_BACK,
        /// An incident is linked to it.
        INCIDENT,
        /// Another change repaired it.
        REPAIRED
    }
}
