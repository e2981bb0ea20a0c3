// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.drill.DrillTimings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One rehearsal of a rollback plan.
///
/// @param id name for ever: `drill-…`; its outcomes carry it as their rollout
/// @param planVersion of the plan in force when it began
/// @param expectedTime that the plan expects
/// @param stage the flag's default variant when it began
/// @param person who ordered it
/// @param marks how far it is
/// @param rehearsal what is sent through the candidate meanwhile; null when the plan says nowhere to
/// @param fault why it measured nothing, or why its rehearsal does not count; null for neither
record Drill(
        String id,
        String environment,
        String flag,
        int planVersion,
        Duration expectedTime,
        String stage,
        String person,
        String reason,
        Timestamps marks,
        @Nullable RehearsalRun rehearsal,
        @Nullable String fault) {

    /// What has happened, by the server's clock; null for what has not.
    ///
    /// @param orderedAt the exposure was committed
    /// @param revision that set it
    /// @param activeAt it was active in every connected process
    /// @param firstOutcomeAt the first outcome under it arrived
    /// @param decidedAt the way back was committed
    /// @param backRevision that set it
    /// @param backAt that was active in every connected process
    /// @param lastOutcomeAt the last outcome under the exposure arrived
    /// @param endedAt no more outcomes came, or it was given up
    record Timestamps(
            Instant orderedAt,
            long revision,
            @Nullable Instant activeAt,
            @Nullable Instant firstOutcomeAt,
            @Nullable Instant decidedAt,
            @Nullable Long backRevision,
            @Nullable Instant backAt,
            @Nullable Instant lastOutcomeAt,
            @Nullable Instant endedAt) {

        static Timestamps ordered(Instant at, long revision) {
            return new Timestamps(at, revision, null, null, null, null, null, null, null);
        }

        Timestamps seen(@Nullable Instant active, @Nullable Instant firstOutcome) {
            return new Timestamps(orderedAt, revision, active, firstOutcome, null, null, null, null, null);
        }

        Timestamps decided(Instant at, long back) {
            return new Timestamps(orderedAt, revision, activeAt, firstOutcomeAt, at, back, null, null, null);
        }

        Timestamps back(@Nullable Instant at) {
            return new Timestamps(
                    orderedAt, revision, activeAt, firstOutcomeAt, decidedAt, backRevision, at, lastOutcomeAt, endedAt);
        }

        Timestamps drained(@Nullable Instant lastOutcome) {
            return new Timestamps(
                    orderedAt,
                    revision,
                    activeAt,
                    firstOutcomeAt,
                    decidedAt,
                    backRevision,
                    backAt,
                    lastOutcome,
                    endedAt);
        }

        Timestamps ended(Instant at) {
            return new Timestamps(
                    orderedAt, revision, activeAt, firstOutcomeAt, decidedAt, backRevision, backAt, lastOutcomeAt, at);
        }
    }

    Drill at(Timestamps next) {
        return with(next, rehearsal, fault);
    }

    Drill rehearsing(RehearsalRun next) {
        return with(marks, next, fault);
    }

    /// The same, with why it does not count, unless that is said already.
    Drill failed(String why) {
        return with(marks, rehearsal, fault == null ? why : fault);
    }

    private Drill with(Timestamps next, @Nullable RehearsalRun run, @Nullable String why) {
        return new Drill(id, environment, flag, planVersion, expectedTime, stage, person, reason, next, run, why);
    }

    /// Whether the service was asked to run its candidate and did not answer yet.
    boolean isRehearsing() {
        return rehearsal != null && rehearsal.isWaiting();
    }

    /// Where its time went; null until it has been all the way.
    @Nullable
    DrillTimings times() {
        return marks.activeAt == null
                        || marks.firstOutcomeAt == null
                        || marks.decidedAt == null
                        || marks.backAt == null
                        || marks.lastOutcomeAt == null
                        || marks.endedAt == null
                ? null
                : DrillTimings.of(new DrillTimings.Timestamps(
                        marks.activeAt,
                        marks.firstOutcomeAt,
                        rehearsal == null ? null : rehearsal.answeredAt(),
                        marks.decidedAt,
                        marks.backAt,
                        marks.lastOutcomeAt));
    }

    /// What came of it; null while it runs.
    @Nullable
    DrillResult result() {
        return marks.endedAt == null
                ? null
                : new DrillResult(
                        planVersion,
                        stage,
                        marks.endedAt,
                        expectedTime,
                        rehearsal == null ? null : rehearsal.result(),
                        times(),
                        fault);
    }
}
