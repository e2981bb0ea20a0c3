// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.drill.DrillTimings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A drill as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param expectedTime an ISO 8601 duration
/// @param rehearsal what is sent through the candidate; null when nothing is
/// @param times null until it has been all the way
/// @param kept whether everybody was back within the expected time, and what the candidate wrote is undone;
///     null while it runs
record DrillResponse(
        String id,
        int planVersion,
        String stage,
        String person,
        String reason,
        String expectedTime,
        Drill.Timestamps marks,
        @Nullable RehearsalRun rehearsal,
        @Nullable Times times,
        @Nullable Boolean kept,
        @Nullable String fault) {

    /// Where the time went, in milliseconds.
    ///
    /// @param totalMillis all of it but the rehearsal
    record Times(
            long detectionMillis,
            long rehearsalMillis,
            long decisionMillis,
            long propagationMillis,
            long drainMillis,
            long totalMillis) {
        static Times of(DrillTimings times) {
            return new Times(
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
    /// @param standing whether its plan counts as rehearsed; null without a plan
    /// @param drills newest first
    record DrillListResponse(@Nullable FreshnessResponse standing, List<DrillResponse> drills) {}

    /// As the gate sees it.
    record FreshnessResponse(
            boolean fresh, String reason, @Nullable Instant until) {
        static FreshnessResponse of(DrillFreshness standing) {
            return new FreshnessResponse(standing.fresh(), standing.reason(), standing.until());
        }
    }

    static DrillResponse of(Drill drill) {
        DrillTimings times = drill.times();
        DrillResult result = drill.result();
        return new DrillResponse(
                drill.id(),
                drill.planVersion(),
                drill.stage(),
                drill.person(),
                drill.reason(),
                drill.expectedTime().toString(),
                drill.marks(),
                drill.rehearsal(),
                times == null ? null : Times.of(times),
                result == null ? null : (Boolean) result.isKept(),
                drill.fault());
    }

    /// The drill as text, for the ledger.
    static String text(Drill drill) {
        return JsonMapper.shared().writeValueAsString(of(drill));
    }
}
