// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call for which control and candidate returned different responses. Contains the paths of differing fields,
/// never their values.
///
/// @param revision revision that requested the comparison
/// @param receivedAt when the report arrived
/// @param fields paths of the differing fields that the service names; empty when none of them differs
/// @param failure why there was no second response; null when there was one
public record ReportedShadowDifference(
        long revision,
        Instant receivedAt,
        List<String> fields,
        @Nullable String failure) {
    public ReportedShadowDifference {
        fields = List.copyOf(fields);
    }
}
