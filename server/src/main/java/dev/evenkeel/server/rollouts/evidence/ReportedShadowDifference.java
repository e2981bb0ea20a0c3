// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that control and candidate answered differently: where, and never how.
///
/// @param revision revision that asked for the comparison
/// @param receivedAt when it was told
/// @param fields paths of the fields that differ, of those that the service named; empty for none of them
/// @param failure why there was no second answer; null when there was one
public record ReportedShadowDifference(
        long revision,
        Instant receivedAt,
        List<String> fields,
        @Nullable String failure) {
    public ReportedShadowDifference {
        fields = List.copyOf(fields);
    }
}
