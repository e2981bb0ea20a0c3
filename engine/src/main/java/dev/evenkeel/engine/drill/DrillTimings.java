// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the time of a drill went. The parts follow each other; none is negative.
///
/// @param detection from the exposure being active everywhere to the first outcome under it
/// @param rehearsal from then until the candidate had been run for synthetic keys; zero without a rehearsal
/// @param decision from then to the order to go back, committed
/// @param propagation from then until every process said that it is back
/// @param drain from then to the last outcome under the exposure
public record DrillTimings(
        Duration detection, Duration rehearsal, Duration decision, Duration propagation, Duration drain) {

    /// When the parts of a drill began and ended, by the server's clock.
    ///
    /// @param active the exposure was active in every connected process
    /// @param firstOutcome the first outcome under it arrived; maybe before it was active everywhere
    /// @param rehearsed what came of the rehearsal was here; null without one
    /// @param decided the order to go back was committed
    /// @param back that was active in every connected process
    /// @param lastOutcome the last outcome under the exposure arrived; maybe before everybody was back
    public record Timestamps(
            Instant active,
            Instant firstOutcome,
            @Nullable Instant rehearsed,
            Instant decided,
            Instant back,
            Instant lastOutcome) {}

    /// The times between some marks.
    public static DrillTimings of(Timestamps marks) {
        Instant detected = marks.firstOutcome.isAfter(marks.active) ? marks.firstOutcome : marks.active;
        Instant rehearsed = marks.rehearsed == null ? detected : marks.rehearsed;
        return new DrillTimings(
                between(marks.active, detected),
                between(detected, rehearsed),
                between(rehearsed, marks.decided),
                between(marks.decided, marks.back),
                between(marks.back, marks.lastOutcome));
    }

    /// What is held against the time that the plan expects: all of it but the rehearsal, which no rollback has.
    public Duration total() {
        return detection.plus(decision).plus(propagation).plus(drain);
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
