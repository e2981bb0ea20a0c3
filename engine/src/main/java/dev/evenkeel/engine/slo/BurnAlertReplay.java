// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// What an SLO's rules say of minutes that are past. Pure.
public final class BurnAlertReplay {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private BurnAlertReplay() {}

    /// A rule that would have fired.
    ///
    /// @param at end of the first minute in which it did
    /// @param alert the numbers that show it
    public record Firing(Slo slo, Objective objective, BurnAlert alert, Instant at) {
        /// What fired, and on what.
        public String words() {
            return slo.name() + " (" + objective.name() + "), " + alert.rule().name() + ": "
                    + alert.longBurn().words();
        }
    }

    /// The first moment at which a rule fires, looked for at the end of each minute in [from, to]. Costs a step
    /// for each of those minutes, objective, rule and minute of its windows: half a million for an hour and
    /// four usual rules of 30 days.
    ///
    /// @param rules those that count
    public static Optional<Firing> first(
            Slo slo, IndicatorTimeline timeline, Instant from, Instant to, Predicate<BurnAlertRule> rules) {
        for (Instant at = wholeMinute(from); !at.isAfter(to); at = at.plus(MINUTE)) {
            Optional<Firing> firing = at(slo, timeline, at, rules);
            if (firing.isPresent()) {
                return firing;
            }
        }
        return Optional.empty();
    }

    /// Minutes of [from, to) that were counted.
    public static long known(IndicatorTimeline timeline, Instant from, Instant to) {
        return timeline.sum(from, to).coverage().counted();
    }

    private static Optional<Firing> at(
            Slo slo, IndicatorTimeline timeline, Instant at, Predicate<BurnAlertRule> rules) {
        for (Objective objective : slo.objectives()) {
            for (BurnAlertRule rule : slo.rules()) {
                if (rules.test(rule)) {
                    BurnAlert alert = BurnAlert.of(rule, objective, timeline, at);
                    if (alert.answer() == BurnAlert.State.FIRING) {
                        return Optional.of(new Firing(slo, objective, alert, at));
                    }
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
