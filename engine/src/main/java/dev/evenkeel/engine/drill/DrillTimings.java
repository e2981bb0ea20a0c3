// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The phases of a drill. They are consecutive and not negative.
///
/// @param detection from the exposure being active everywhere to the first outcome under it
/// @param rehearsal from then until the candidate had run for synthetic keys; zero without a rehearsal
/// @param decision from then to the committed rollback
/// @param propagation from then until every process acknowledged it
/// @param drain from then to the last outcome under the exposure
public record DrillTimings(
        Duration detection, Duration rehearsal, Duration decision, Duration propagation, Duration drain) {

    /// The timestamps of a drill, by the server's clock.
    ///
    /// @param active the exposure was active in every connected process
    /// @param firstOutcome the first outcome under it arrived; possibly before it was active everywhere
    /// @param rehearsed the result of the rehearsal arrived; null without one
    /// @param decided the rollback was committed
    /// @param rolledBack the rollback was active in every connected process
    /// @param lastOutcome the last outcome under the exposure arrived; possibly before `back`
    public record Timestamps(
            Instant active,
            Instant firstOutcome,
            @Nullable Instant rehearsed,
            Instant decided,
            Instant rolledBack,
            Instant lastOutcome) {}

    /// Computes the phases from timestamps.
    public static DrillTimings of(Timestamps marks) {
        Instant detected = marks.firstOutcome.isAfter(marks.active) ? marks.firstOutcome : marks.active;
        Instant rehearsed = marks.rehearsed == null ? detected : marks.rehearsed;
        return new DrillTimings(
                between(marks.active, detected),
                between(detected, rehearsed),
                between(rehearsed, marks.decided),
                between(marks.decided, marks.rolledBack),
                between(marks.rolledBack, marks.lastOutcome));
    }

    /// Returns the time to compare with the plan's expectation: everything except the rehearsal, which a real
    /// rollback does not have.
    public Duration total() {
        return detection.plus(decision).plus(propagation).plus(drain);
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
