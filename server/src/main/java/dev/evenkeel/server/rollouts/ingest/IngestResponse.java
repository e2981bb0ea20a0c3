// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.wire.UnevaluatedRollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a batch or a report of calls.
///
/// @param accepted whether it counts from now on
/// @param duplicate true when it counted before; null when it did not
/// @param unattributed its calls of rollouts, revisions or flags that nobody knows, which count for nothing
///     else; null for none, and where the sender is not told
/// @param unjudged its rollouts whose outcomes nobody takes; null for none
@JsonInclude(JsonInclude.Include.NON_NULL)
record IngestResponse(
        boolean accepted,
        @Nullable Boolean duplicate,
        @Nullable Long unattributed,
        @Nullable List<UnevaluatedRollout> unjudged) {
    static IngestResponse of(boolean fresh, long unattributed, List<UnevaluatedRollout> unjudged) {
        return new IngestResponse(
                fresh,
                fresh ? null : true,
                unattributed == 0 ? null : unattributed,
                unjudged.isEmpty() ? null : unjudged);
    }
}
