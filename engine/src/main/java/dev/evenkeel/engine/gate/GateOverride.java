// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;

/// An override of a gate for one change, by one person, for a limited time.
///
/// @param id permanent identifier
/// @param gate name of the gate
/// @param createdBy who overrides it
/// @param reason that person's reason
/// @param changeClass class of change that justifies the override: `hotfix`, `security` or another one that
///     the policy allows
/// @param createdAt start of its validity
/// @param expiresAt end of its validity, exclusive
public record GateOverride(
        String id,
        String gate,
        String createdBy,
        String reason,
        String changeClass,
        Instant createdAt,
        Instant expiresAt) {

    /// Whether it is valid at a moment.
    public boolean isValidAt(Instant now) {
        return !now.isBefore(createdAt) && now.isBefore(expiresAt);
    }

    /// Formats it as part of a sentence.
    String describe() {
        return "overridden until " + expiresAt + " by " + createdBy + " as " + changeClass + ": " + reason;
    }
}
