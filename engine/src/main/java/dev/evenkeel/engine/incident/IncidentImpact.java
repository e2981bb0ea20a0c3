// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import org.jspecify.annotations.Nullable;

/// The impact of an incident. Fields are null while unknown.
///
/// @param affectedUserShare share of affected users, 0 to 1
/// @param failedRequests requests that failed because of it
/// @param financialLoss monetary loss
public record IncidentImpact(
        @Nullable Double affectedUserShare,
        @Nullable Long failedRequests,
        @Nullable IncidentLoss financialLoss) {
    /// An impact without data.
    public static final IncidentImpact UNKNOWN = new IncidentImpact(null, null, null);

    /// Whether any field is known.
    public boolean hasContent() {
        return affectedUserShare != null || failedRequests != null || financialLoss != null;
    }
}
