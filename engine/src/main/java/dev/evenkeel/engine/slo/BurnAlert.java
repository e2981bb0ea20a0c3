// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;

/// What one rule makes of one objective.
///
/// @param known how long ago the first minute of the long window began that was counted; zero when none was
public record BurnAlert(BurnRule rule, Burn longBurn, Burn shortBurn, Duration known) {
    /// A rule's answer.
    public enum Answer {
        /// Both windows exceed the threshold.
        FIRING,
        /// At least one does not.
        QUIET,
        /// Nothing counted in a window, or both exceed the threshold on less data than [BurnRule#leastKnown] asks
        /// for: neither begins nor ends an alert.
        UNKNOWN
    }

    static BurnAlert of(BurnRule rule, Objective objective, Timeline timeline, Instant now) {
        return new BurnAlert(
                rule,
                Burn.of(objective, timeline, rule.longWindow(), now),
                Burn.of(objective, timeline, rule.shortWindow(), now),
                timeline.firstData(now.minus(rule.longWindow()), now)
                        .map(first -> Duration.between(first, now))
                        .orElse(Duration.ZERO));
    }

    /// The answer.
    public Answer answer() {
        if (longBurn.rate().isEmpty() || shortBurn.rate().isEmpty()) {
            return Answer.UNKNOWN;
        }
        if (!longBurn.exceeds(rule) || !shortBurn.exceeds(rule)) {
            return Answer.QUIET;
        }
        return known.compareTo(rule.leastKnown()) < 0 ? Answer.UNKNOWN : Answer.FIRING;
    }

    /// One sentence: what would end it.
    public String endsWhen() {
        return "Ends when the burn rate over the last " + Burn.length(rule.shortWindow()) + " is "
                + Burn.digits(rule.threshold()) + " or less (now " + shortBurn.rateWords() + "), or over the last "
                + Burn.length(rule.longWindow()) + " (now " + longBurn.rateWords() + ").";
    }
}
