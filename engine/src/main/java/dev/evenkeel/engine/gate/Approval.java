// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;

/// A person is for a change as it was when they looked at it, for a time.
///
/// @param id name for ever
/// @param person who
/// @param reason why, in that person's words; may be empty
/// @param version of the flag for which it was given
/// @param since from when on it counts
/// @param end from when on it counts no more
public record Approval(String id, String person, String reason, long version, Instant since, Instant end) {

    /// Whether a moment is in its time.
    public boolean isValidAt(Instant now) {
        return !now.isBefore(since) && now.isBefore(end);
    }

    /// Whether two names are one person's: letter case and space around them do not matter.
    public static boolean isSamePerson(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }
}
