// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.engine.drill.DrillTimestamps;
import dev.evenkeel.engine.drill.RollbackPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rollback plans and rollback drills of flags (`/api/v1/environments/{environment}/flags/{flag}/rollback-plan` and
/// `/drills`).
public final class DrillApi {
    private static final String REASON = "reason, for the audit log";

    private DrillApi() {}

    /// Creates or replaces a rollback plan. The plan is a document.
    public record PutRollbackPlanRequest(
            @JsonUnwrapped RollbackPlan plan,

            @JsonPropertyDescription(REASON) @Nullable String reason) {}

    /// Starts a drill.
    public record StartDrillRequest(
            @JsonPropertyDescription(REASON) @Nullable String reason) {}

    /// The drills of a flag.
    ///
    /// @param status whether the rollback plan counts as rehearsed; null without a plan
    /// @param drills newest first
    public record DrillListResponse(@Nullable FreshnessResponse status, List<DrillResponse> drills) {}

    /// The status of a rollback plan as evaluated by the gate.
    public record FreshnessResponse(
            boolean fresh, String reason, @Nullable Instant until) {}

    /// A drill.
    ///
    /// @param rehearsal rehearsal of the candidate; null when there is none
    /// @param times duration of each phase; null until all phases are complete
    /// @param withinExpectedTime whether all processes were back on control within the expected time, and all data
    ///     written by the candidate was removed; null while the drill runs
    public record DrillResponse(
            String id,
            int planVersion,
            String stage,
            String startedBy,
            String reason,
            Duration expectedTime,
            DrillTimestamps timestamps,
            @Nullable CandidateRehearsalRun rehearsal,
            @Nullable PhaseDurations times,
            @Nullable Boolean withinExpectedTime,
            @Nullable String failureReason) {}

    /// The durations of the phases, in milliseconds.
    ///
    /// @param totalMillis all phases except the rehearsal
    public record PhaseDurations(
            long detectionMillis,
            long rehearsalMillis,
            long decisionMillis,
            long propagationMillis,
            long drainMillis,
            long totalMillis) {}
}
