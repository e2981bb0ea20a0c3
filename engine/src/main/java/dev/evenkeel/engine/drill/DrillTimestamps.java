// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
public record DrillTimestamps(
        Instant startedAt,
        long revision,
        @Nullable Instant activeAt,
        @Nullable Instant firstOutcomeAt,
        @Nullable Instant decidedAt,
        @Nullable Long rollbackRevision,
        @Nullable Instant rolledBackAt,
        @Nullable Instant lastOutcomeAt,
        @Nullable Instant endedAt) {

    public static DrillTimestamps ofStart(Instant at, long revision) {
        return new DrillTimestamps(at, revision, null, null, null, null, null, null, null);
    }

    public DrillTimestamps withExposureObserved(@Nullable Instant active, @Nullable Instant firstOutcome) {
        return new DrillTimestamps(startedAt, revision, active, firstOutcome, null, null, null, null, null);
    }

    public DrillTimestamps withRollbackStarted(Instant at, long back) {
        return new DrillTimestamps(startedAt, revision, activeAt, firstOutcomeAt, at, back, null, null, null);
    }

    public DrillTimestamps withRollbackCompleted(@Nullable Instant at) {
        return with(at, lastOutcomeAt, endedAt);
    }

    public DrillTimestamps withLastOutcome(@Nullable Instant lastOutcome) {
        return with(rolledBackAt, lastOutcome, endedAt);
    }

    public DrillTimestamps withEnd(Instant at) {
        return with(rolledBackAt, lastOutcomeAt, at);
    }

    private DrillTimestamps with(
            @Nullable Instant newRolledBackAt, @Nullable Instant newLastOutcomeAt, @Nullable Instant newEndedAt) {
        return new DrillTimestamps(
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

    /// Returns the duration of each phase; null until all phases are complete.
    ///
    /// @param rehearsedAt when the result of the rehearsal was known; null without a rehearsal
    public @Nullable DrillTimings toTimings(@Nullable Instant rehearsedAt) {
        return activeAt == null
                        || firstOutcomeAt == null
                        || decidedAt == null
                        || rolledBackAt == null
                        || lastOutcomeAt == null
                        || endedAt == null
                ? null
                : DrillTimings.of(new DrillTimings.Timestamps(
                        activeAt, firstOutcomeAt, rehearsedAt, decidedAt, rolledBackAt, lastOutcomeAt));
    }
}
