// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The result of a completed drill.
///
/// @param planVersion version of the plan that it tested
/// @param stage default variant of the flag when it began
/// @param endedAt when it ended
/// @param expectedTime expected time of that plan
/// @param rehearsal result for synthetic keys; null when the candidate was not run
/// @param times timings; null when the measurement is incomplete
/// @param failureReason why it is incomplete, or why the rehearsal is not valid; null for neither
public record DrillResult(
        int planVersion,
        String stage,
        Instant endedAt,
        Duration expectedTime,
        @Nullable CandidateRehearsalResult rehearsal,
        @Nullable DrillTimings times,
        @Nullable String failureReason) {

    /// Whether all units were back on control within the expected time, and the candidate's writes were
    /// undone.
    public boolean isSuccessful() {
        return failureReason == null && times != null && times.total().compareTo(expectedTime) <= 0;
    }
}
