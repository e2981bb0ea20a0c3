// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillResult;
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
        Timestamps timestamps,
        @Nullable CandidateRehearsalRun rehearsal,
        @Nullable String failureReason) {

    /// The timestamps of the events of a drill, by the server's clock; null for events that have not happened.
    ///
    /// @param startedAt the exposure was committed
    /// @param revision revision that set the exposure
    /// @param activeAt the exposure was active in every connected process
    /// @param firstOutcomeAt the first outcome at the exposure arrived
    /// @param decidedAt the rollback was committed
    /// @param rollbackRevision revision that rolled back
    /// @param rolledBackAt the rollback was active in every connected process
    /// @param lastOutcomeAt the last outcome at the exposure arrived
    /// @param endedAt all outcomes had arrived, or the drill was abandoned
    record Timestamps(
            Instant startedAt,
            long revision,
            @Nullable Instant activeAt,
            @Nullable Instant firstOutcomeAt,
            @Nullable Instant decidedAt,
            @Nullable Long rollbackRevision,
            @Nullable Instant rolledBackAt,
            @Nullable Instant lastOutcomeAt,
            @Nullable Instant endedAt) {

        static Timestamps ofStart(Instant at, long revision) {
            return new Timestamps(at, revision, null, null, null, null, null, null, null);
        }

        Timestamps withExposureObserved(@Nullable Instant active, @Nullable Instant firstOutcome) {
            return new Timestamps(startedAt, revision, active, firstOutcome, null, null, null, null, null);
        }

        Timestamps withRollbackStarted(Instant at, long back) {
            return new Timestamps(startedAt, revision, activeAt, firstOutcomeAt, at, back, null, null, null);
        }

        Timestamps withRollbackCompleted(@Nullable Instant at) {
            return with(at, lastOutcomeAt, endedAt);
        }

        Timestamps withLastOutcome(@Nullable Instant lastOutcome) {
            return with(rolledBackAt, lastOutcome, endedAt);
        }

        Timestamps withEnd(Instant at) {
            return with(rolledBackAt, lastOutcomeAt, at);
        }

        private Timestamps with(
                @Nullable Instant newRolledBackAt, @Nullable Instant newLastOutcomeAt, @Nullable Instant newEndedAt) {
            return new Timestamps(
                    startedAt,
                    revision,
                    activeAt,
                    firstOutcomeAt,
                    decidedAt,
                    rollbackRevision,
                    newRolledBackAt,
                    newLastOutcomeAt,
                    newEndedAt);
        }
    }

    Drill withTimestamps(Timestamps next) {
        return with(next, rehearsal, failureReason);
    }

    Drill withRehearsal(CandidateRehearsalRun next) {
        return with(timestamps, next, failureReason);
    }

    /// Returns the drill with a reason why it failed, unless it has one.
    Drill withFault(String why) {
        return with(timestamps, rehearsal, failureReason == null ? why : failureReason);
    }

    private Drill with(Timestamps next, @Nullable CandidateRehearsalRun run, @Nullable String why) {
        return new Drill(id, environment, flag, planVersion, expectedTime, stage, startedBy, reason, next, run, why);
    }

    /// Whether the service has been asked to run its candidate and has not responded.
    boolean isRehearsing() {
        return rehearsal != null && rehearsal.isPending();
    }

    /// Returns the duration of each phase; null until all phases are complete.
    @Nullable
    DrillTimings timings() {
        return timestamps.activeAt == null
                        || timestamps.firstOutcomeAt == null
                        || timestamps.decidedAt == null
                        || timestamps.rolledBackAt == null
                        || timestamps.lastOutcomeAt == null
                        || timestamps.endedAt == null
                ? null
                : DrillTimings.of(new DrillTimings.Timestamps(
                        timestamps.activeAt,
                        timestamps.firstOutcomeAt,
                        rehearsal == null ? null : rehearsal.respondedAt(),
                        timestamps.decidedAt,
                        timestamps.rolledBackAt,
                        timestamps.lastOutcomeAt));
    }

    /// Returns the result; null while the drill runs.
    @Nullable
    DrillResult result() {
        return timestamps.endedAt == null
                ? null
                : new DrillResult(
                        planVersion,
                        stage,
                        timestamps.endedAt,
                        expectedTime,
                        rehearsal == null ? null : rehearsal.result(),
                        timings(),
                        failureReason);
    }
}
