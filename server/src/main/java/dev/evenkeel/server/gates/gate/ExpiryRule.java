// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.files.json.ValidationErrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rule for the field `expiresAt` of requests for approvals and overrides.
public final class ExpiryRule {
    private static final Duration LONGEST = Duration.ofDays(31);

    private ExpiryRule() {}

    /// Adds an error if an expiry is not in the future, or more than 31 days from now.
    ///
    /// @param expiresAt null if it is missing or invalid
    public static void check(@Nullable Instant expiresAt, Instant now, ValidationErrors errors) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            errors.add(
                    "/expiresAt",
                    "must be in the future, at most " + LONGEST.toDays() + " days from now, got " + expiresAt,
                    "use a time such as 2026-11-30T18:00:00Z");
        }
    }
}
