// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of a drill that has ended.
///
/// @param planVersion of the plan that it rehearsed
/// @param stage the flag's default variant when it began
/// @param endedAt when it was over
/// @param expectedTime what the plan expected then
/// @param rehearsal what came of running the candidate for synthetic keys; null when it was not run
/// @param times where the time went; null when it could not be measured to the end
/// @param fault why it could not, or why the rehearsal does not count; null for neither
public record DrillResult(
        int planVersion,
        String stage,
        Instant endedAt,
        Duration expectedTime,
        @Nullable CandidateRehearsalResult rehearsal,
        @Nullable DrillTimings times,
        @Nullable String fault) {

    /// Whether everybody was back within the expected time, and what the candidate wrote is undone.
    public boolean isKept() {
        return fault == null && times != null && times.total().compareTo(expectedTime) <= 0;
    }
}
