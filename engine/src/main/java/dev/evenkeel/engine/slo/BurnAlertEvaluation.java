// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;

/// The evaluation of one burn alert rule for one objective.
///
/// @param knownFor time since the start of the first minute with data in the long window; zero without data
public record BurnAlertEvaluation(BurnAlertRule rule, BurnRate longBurn, BurnRate shortBurn, Duration knownFor) {
    public enum State {
        /// Both windows exceed the threshold.
        FIRING,
        /// At least one window does not.
        INACTIVE,
        /// No data in a window, or both exceed the threshold on less data than [BurnAlertRule#requiredHistory]
        /// requires. Neither starts nor ends an alert.
        UNKNOWN
    }

    static BurnAlertEvaluation of(BurnAlertRule rule, Objective objective, IndicatorTimeline timeline, Instant now) {
        return new BurnAlertEvaluation(
                rule,
                BurnRate.of(objective, timeline, rule.longWindow(), now),
                BurnRate.of(objective, timeline, rule.shortWindow(), now),
                timeline.findFirstData(now.minus(rule.longWindow()), now)
                        .map(first -> Duration.between(first, now))
                        .orElse(Duration.ZERO));
    }

    public State state() {
        if (longBurn.rate().isEmpty() || shortBurn.rate().isEmpty()) {
            return State.UNKNOWN;
        }
        if (!longBurn.exceeds(rule) || !shortBurn.exceeds(rule)) {
            return State.INACTIVE;
        }
        return knownFor.compareTo(rule.requiredHistory()) < 0 ? State.UNKNOWN : State.FIRING;
    }

    /// Formats the condition under which the alert ends, as one sentence.
    public String endCondition() {
        return "Ends when the burn rate over the last " + QuantityFormatter.formatElapsed(rule.shortWindow()) + " is "
                + QuantityFormatter.formatNumber(rule.threshold()) + " or less (now " + shortBurn.formatRate()
                + "), or over the last "
                + QuantityFormatter.formatElapsed(rule.longWindow()) + " (now " + longBurn.formatRate() + ").";
    }
}
