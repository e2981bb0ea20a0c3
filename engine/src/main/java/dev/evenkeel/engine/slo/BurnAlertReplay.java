// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A replay of burn alert rules on past data.
public final class BurnAlertReplay {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private BurnAlertReplay() {}

    /// A rule that would have fired.
    ///
    /// @param at end of the first minute in which it would have
    /// @param alert the evaluation
    public record Firing(Slo slo, Objective objective, BurnAlertEvaluation alert, Instant at) {
        /// Formats the rule and its evaluation.
        public String describe() {
            return slo.name() + " (" + objective.name() + "), " + alert.rule().name() + ": "
                    + alert.longBurn().format();
        }
    }

    /// Returns the first moment at which a rule fires, evaluated at the end of each minute in [from, to].
    /// Costs one step for each of those minutes, objective, rule and minute of its windows: half a million
    /// for an hour and the four standard rules of 30 days.
    public static Optional<Firing> findFirst(Slo slo, IndicatorTimeline timeline, Instant from, Instant to) {
        for (Instant at = wholeMinute(from); !at.isAfter(to); at = at.plus(MINUTE)) {
            Optional<Firing> firing = findFiringAt(slo, timeline, at);
            if (firing.isPresent()) {
                return firing;
            }
        }
        return Optional.empty();
    }

    /// Returns the number of minutes in [from, to) with data.
    public static long countKnownMinutes(IndicatorTimeline timeline, Instant from, Instant to) {
        return timeline.sum(from, to).coverage().counted();
    }

    private static Optional<Firing> findFiringAt(Slo slo, IndicatorTimeline timeline, Instant at) {
        for (Objective objective : slo.objectives()) {
            for (BurnAlertRule rule : slo.rules()) {
                BurnAlertEvaluation alert = BurnAlertEvaluation.of(rule, objective, timeline, at);
                if (alert.state() == BurnAlertEvaluation.State.FIRING) {
                    return Optional.of(new Firing(slo, objective, alert, at));
                }
            }
        }
        return Optional.empty();
    }

    private static Instant wholeMinute(Instant from) {
        long seconds = Math.ceilDiv(from.getEpochSecond(), MINUTE.toSeconds()) * MINUTE.toSeconds();
        Instant rounded = Instant.ofEpochSecond(seconds);
        return rounded.isBefore(from) ? rounded.plus(MINUTE) : rounded;
    }
}
