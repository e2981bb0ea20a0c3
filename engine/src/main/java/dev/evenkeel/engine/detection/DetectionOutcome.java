// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether today's rules would have noticed a past incident, by what was recorded of it.
///
/// @param incident id of it
/// @param onset when harm began, or was noticed when nobody knows
/// @param state the answer
/// @param call the first rule that calls; null unless CAUGHT
/// @param page the first rule that calls somebody at once; null when none does
/// @param words what the answer rests on, one sentence
public record DetectionOutcome(
        String incident,
        Instant onset,
        State state,
        @Nullable Alert call,
        @Nullable Alert page,
        String words) {
    /// The answer.
    public enum State {
        /// A rule would have called.
        CAUGHT,
        /// The service's objectives were counted at the time, and no rule would have called.
        MISSED,
        /// Nothing that was recorded can be judged: neither caught nor missed.
        NO_SIGNAL,
        /// The guard took the change back before a service-wide rule could see it: neither caught nor missed.
        GUARD
    }

    /// A rule that calls.
    ///
    /// @param rule SLO, objective and name
    /// @param at when
    /// @param after how long after the onset; zero when it called before already
    /// @param before whether it called at the onset already, so that something else may have been the reason
    public record Alert(String rule, Instant at, Duration after, boolean before) {
        /// A call by a rule.
        ///
        /// @param at when it called first, or the onset or earlier when it did already
        public static Alert of(String rule, Instant at, Instant onset) {
            boolean before = !at.isAfter(onset);
            return new Alert(rule, at, before ? Duration.ZERO : Duration.between(onset, at), before);
        }
    }

    /// What can be said of one incident when its minutes were counted.
    ///
    /// @param known how much was counted while it hurt
    public static DetectionOutcome judged(
            String incident, Instant onset, Optional<Alert> call, Optional<Alert> page, KnownMinutes known) {
        if (call.isPresent()) {
            return new DetectionOutcome(
                    incident,
                    onset,
                    State.CAUGHT,
                    call.get(),
                    page.orElse(null),
                    call.get().rule());
        }
        if (2 * known.minutes() < known.asked()) {
            return new DetectionOutcome(
                    incident,
                    onset,
                    State.NO_SIGNAL,
                    null,
                    null,
                    "of " + known.asked() + " min only " + known.minutes() + " were counted");
        }
        return new DetectionOutcome(
                incident,
                onset,
                State.MISSED,
                null,
                null,
                "no rule fires in " + known.minutes() + " counted of " + known.asked() + " min");
    }

    /// How much of an incident was counted.
    ///
    /// @param minutes of the objective that knows most
    /// @param asked all of them
    public record KnownMinutes(long minutes, long asked) {}

    /// Those that a state applies to.
    static long count(List<DetectionOutcome> all, State state) {
        return all.stream().filter(one -> one.state() == state).count();
    }
}
