// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;

/// An approval of a change by one person, for the version they reviewed and for a limited time.
///
/// @param id permanent identifier
/// @param approvedBy approver
/// @param reason the approver's reason; may be empty
/// @param version version of the flag that was approved
/// @param approvedAt start of its validity
/// @param expiresAt end of its validity, exclusive
public record Approval(
        String id, String approvedBy, String reason, long version, Instant approvedAt, Instant expiresAt) {

    /// Whether it is valid at a moment.
    public boolean isValidAt(Instant now) {
        return !now.isBefore(approvedAt) && now.isBefore(expiresAt);
    }

    /// Whether two names identify the same person: letter case and surrounding space are ignored.
    public static boolean isSamePerson(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }
}
