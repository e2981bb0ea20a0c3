// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;

/// A person lets a change past a gate, for a time.
///
/// @param id name for ever
/// @param gate name of the gate
/// @param person who
/// @param reason why, in that person's words
/// @param changeClass what sort of change may do that: `hotfix`, `security` or another word that the
///     policy allows
/// @param since from when on it counts
/// @param end from when on it counts no more
public record GateOverride(
        String id, String gate, String person, String reason, String changeClass, Instant since, Instant end) {

    /// Whether it counts at a moment.
    public boolean isValidAt(Instant now) {
        return !now.isBefore(since) && now.isBefore(end);
    }

    /// It as part of a sentence.
    String words() {
        return "overridden until " + end + " by " + person + " as " + changeClass + ": " + reason;
    }
}
