// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import org.jspecify.annotations.Nullable;

/// Whom an incident hurt. Null where nobody knows.
///
/// @param usersShare share of users that were hurt, 0 to 1
/// @param requestsFailed requests that failed because of it
/// @param lost money
public record IncidentImpact(
        @Nullable Double usersShare,
        @Nullable Long requestsFailed,
        @Nullable IncidentLoss lost) {
    /// Nothing is known.
    public static final IncidentImpact UNKNOWN = new IncidentImpact(null, null, null);

    /// Whether it says anything.
    public boolean saysAnything() {
        return usersShare != null || requestsFailed != null || lost != null;
    }
}
