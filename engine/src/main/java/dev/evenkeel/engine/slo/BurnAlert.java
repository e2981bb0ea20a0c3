// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Instant;

/// What one rule makes of one objective.
public record BurnAlert(BurnRule rule, Burn longBurn, Burn shortBurn) {
    /// A rule's answer.
    public enum Answer {
        /// Both windows exceed the threshold.
        FIRING,
        /// At least one does not.
        QUIET,
        /// Nothing counted in a window: neither begins nor ends an alert.
        UNKNOWN
    }

    static BurnAlert of(BurnRule rule, Objective objective, Timeline timeline, Instant now) {
        return new BurnAlert(
                rule,
                Burn.of(objective, timeline, rule.longWindow(), now),
                Burn.of(objective, timeline, rule.shortWindow(), now));
    }

    /// The answer.
    public Answer answer() {
        if (longBurn.rate().isEmpty() || shortBurn.rate().isEmpty()) {
            return Answer.UNKNOWN;
        }
        return longBurn.exceeds(rule) && shortBurn.exceeds(rule) ? Answer.FIRING : Answer.QUIET;
    }

    /// One sentence: what would end it.
    public String endsWhen() {
        return "Ends when the burn rate over the last " + Burn.length(rule.shortWindow()) + " is "
                + Burn.digits(rule.threshold()) + " or less (now " + shortBurn.rateWords() + "), or over the last "
                + Burn.length(rule.longWindow()) + " (now " + longBurn.rateWords() + ").";
    }
}
