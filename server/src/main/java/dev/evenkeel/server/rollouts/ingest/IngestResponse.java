// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.wire.UnevaluatedRollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The response to a batch or a call report.
///
/// @param accepted whether it was stored
/// @param duplicate true when it had been stored before; otherwise null
/// @param unattributed calls of unknown rollouts, revisions or flags, which are otherwise ignored; null when
///     there are none, and for senders that do not receive the number
/// @param unjudged rollouts whose outcomes are not being evaluated; null when there are none
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
