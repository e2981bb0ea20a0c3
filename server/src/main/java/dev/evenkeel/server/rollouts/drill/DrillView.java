// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.drill.DrillStanding;
import dev.evenkeel.engine.drill.DrillTimes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A drill as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param expectedTime an ISO 8601 duration
/// @param rehearsal what is sent through the candidate; null when nothing is
/// @param times null until it has been all the way
/// @param kept whether everybody was back within the expected time, and what the candidate wrote is undone; null
///     while it runs
record DrillView(
        String id,
        int planVersion,
        String stage,
        String person,
        String reason,
        String expectedTime,
        Drill.Marks marks,
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
        static Times of(DrillTimes times) {
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
    record All(@Nullable Standing standing, List<DrillView> drills) {}

    /// As the gate sees it.
    record Standing(boolean fresh, String reason, @Nullable Instant until) {
        static Standing of(DrillStanding standing) {
            return new Standing(standing.fresh(), standing.reason(), standing.until());
        }
    }

    static DrillView of(Drill drill) {
        DrillTimes times = drill.times();
        DrillResult result = drill.result();
        return new DrillView(
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
