// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.drill.DrillTimestamps;
import dev.evenkeel.engine.drill.DrillTimings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rollback drill: one rehearsal of a rollback plan.
///
/// @param id permanent id, such as `drill-…`; its outcomes have it as their rollout
/// @param planVersion version of the rollback plan when the drill started
/// @param expectedTime rollback time that the plan expects
/// @param stage default variant of the flag when the drill started
/// @param startedBy user who started it
/// @param timestamps timestamps of its progress
/// @param rehearsal rehearsal of the candidate during the drill; null when the plan has no address for it
/// @param failureReason why it measured nothing, or why its rehearsal failed; null when neither applies
record Drill(
        String id,
        String environment,
        String flag,
        int planVersion,
        Duration expectedTime,
        String stage,
        String startedBy,
        String reason,
        DrillTimestamps timestamps,
        @Nullable CandidateRehearsalRun rehearsal,
        @Nullable String failureReason) {

    Drill withTimestamps(DrillTimestamps next) {
        return with(next, rehearsal, failureReason);
    }

    Drill withRehearsal(CandidateRehearsalRun next) {
        return with(timestamps, next, failureReason);
    }

    /// Returns the drill with a reason why it failed, unless it has one.
    Drill withFault(String why) {
        return with(timestamps, rehearsal, failureReason == null ? why : failureReason);
    }

    private Drill with(DrillTimestamps next, @Nullable CandidateRehearsalRun run, @Nullable String why) {
        return new Drill(id, environment, flag, planVersion, expectedTime, stage, startedBy, reason, next, run, why);
    }

    /// Whether the service has been asked to run its candidate and has not responded.
    boolean isRehearsing() {
        return rehearsal != null && rehearsal.isPending();
    }

    /// Returns the duration of each phase; null until all phases are complete.
    @Nullable
    DrillTimings timings() {
        return timestamps.toTimings(rehearsal == null ? null : rehearsal.respondedAt());
    }

    /// Returns the result; null while the drill runs.
    @Nullable
    DrillResult result() {
        Instant endedAt = timestamps.endedAt();
        return endedAt == null
                ? null
                : new DrillResult(
                        planVersion,
                        stage,
                        endedAt,
                        expectedTime,
                        rehearsal == null ? null : rehearsal.result(),
                        timings(),
                        failureReason);
    }
}
