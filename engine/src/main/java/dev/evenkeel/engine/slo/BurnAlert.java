// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;

/// What one rule makes of one objective.
///
/// @param known how long ago the first minute of the long window began that was counted; zero when none was
public record BurnAlert(BurnAlertRule rule, BurnRate longBurn, BurnRate shortBurn, Duration known) {
    /// A rule's answer.
    public enum State {
        /// Both windows exceed the threshold.
        FIRING,
        /// At least one does not.
        QUIET,
        /// Nothing counted in a window, or both exceed the threshold on less data than
        /// [BurnAlertRule#leastKnown] asks for: neither begins nor ends an alert.
        UNKNOWN
    }

    static BurnAlert of(BurnAlertRule rule, Objective objective, IndicatorTimeline timeline, Instant now) {
        return new BurnAlert(
                rule,
                BurnRate.of(objective, timeline, rule.longWindow(), now),
                BurnRate.of(objective, timeline, rule.shortWindow(), now),
                timeline.firstData(now.minus(rule.longWindow()), now)
                        .map(first -> Duration.between(first, now))
                        .orElse(Duration.ZERO));
    }

    /// The answer.
    public State answer() {
        if (longBurn.rate().isEmpty() || shortBurn.rate().isEmpty()) {
            return State.UNKNOWN;
        }
        if (!longBurn.exceeds(rule) || !shortBurn.exceeds(rule)) {
            return State.QUIET;
        }
        return known.compareTo(rule.leastKnown()) < 0 ? State.UNKNOWN : State.FIRING;
    }

    /// One sentence: what would end it.
    public String endsWhen() {
        return "Ends when the burn rate over the last " + BurnRate.length(rule.shortWindow()) + " is "
                + BurnRate.digits(rule.threshold()) + " or less (now " + shortBurn.rateWords() + "), or over the last "
                + BurnRate.length(rule.longWindow()) + " (now " + longBurn.rateWords() + ").";
    }
}
