// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.drill.DrillTimings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A drill in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param expectedTime ISO 8601 duration
/// @param rehearsal rehearsal of the candidate; null when there is none
/// @param times duration of each phase; null until all phases are complete
/// @param withinExpectedTime whether all processes were back on control within the expected time, and all data
///     written by the candidate was removed; null while the drill runs
record DrillResponse(
        String id,
        int planVersion,
        String stage,
        String startedBy,
        String reason,
        String expectedTime,
        Drill.Timestamps timestamps,
        @Nullable CandidateRehearsalRun rehearsal,
        @Nullable PhaseDurations times,
        @Nullable Boolean withinExpectedTime,
        @Nullable String failureReason) {

    /// The durations of the phases, in milliseconds.
    ///
    /// @param totalMillis all phases except the rehearsal
    record PhaseDurations(
            long detectionMillis,
            long rehearsalMillis,
            long decisionMillis,
            long propagationMillis,
            long drainMillis,
            long totalMillis) {
        static PhaseDurations of(DrillTimings times) {
            return new PhaseDurations(
                    times.detection().toMillis(),
                    times.rehearsal().toMillis(),
                    times.decision().toMillis(),
                    times.propagation().toMillis(),
                    times.drain().toMillis(),
                    times.total().toMillis());
        }
    }

    /// The drills of a flag.
    ///
    /// @param status whether the rollback plan counts as rehearsed; null without a plan
    /// @param drills newest first
    record DrillListResponse(@Nullable FreshnessResponse status, List<DrillResponse> drills) {}

    /// The status of a rollback plan as evaluated by the gate.
    record FreshnessResponse(
            boolean fresh, String reason, @Nullable Instant until) {
        static FreshnessResponse of(DrillFreshness drillFreshness) {
            return new FreshnessResponse(drillFreshness.fresh(), drillFreshness.reason(), drillFreshness.until());
        }
    }

    static DrillResponse of(Drill drill) {
        DrillTimings times = drill.timings();
        DrillResult result = drill.result();
        return new DrillResponse(
                drill.id(),
                drill.planVersion(),
                drill.stage(),
                drill.startedBy(),
                drill.reason(),
                drill.expectedTime().toString(),
                drill.timestamps(),
                drill.rehearsal(),
                times == null ? null : PhaseDurations.of(times),
                result == null ? null : (Boolean) result.isSuccessful(),
                drill.failureReason());
    }

    /// Returns the drill as JSON, for the audit log.
    static String toJson(Drill drill) {
        return JsonMapper.shared().writeValueAsString(of(drill));
    }
}
