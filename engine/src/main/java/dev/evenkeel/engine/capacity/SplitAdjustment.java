// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Duration;

/// The next step from the current plan towards the target of a rule. Steps are limited, so that a team's plan
/// does not swing with each month's numbers: a policy of this product, not science.
///
/// @param target target of the rule
/// @param next split to plan now
/// @param outcome limit that applied
/// @param shift share that moves between kinds, 0 to 1
public record SplitAdjustment(
        CapacitySplit target, CapacitySplit next, TeamTimeAdjustmentOutcome outcome, double shift) {
    /// Maximum move within [#PERIOD]: 10 points.
    public static final double LIMIT = 0.10;
    /// Minimum distance of the target for a move: 5 points.
    public static final double HYSTERESIS = 0.05;
    /// Period of the limit.
    public static final Duration PERIOD = Duration.ofDays(30);

    private static final double TOLERANCE = 1e-9;

    /// The limit that applied to a move.
    public enum TeamTimeAdjustmentOutcome {
        /// The target is too near for a move.
        UNCHANGED("does not change: the target is less than 5 percentage points away"),
        /// The target is reached.
        REACHED("reaches the target"),
        /// The target is approached in part: the rest exceeds the limit of a month.
        LIMITED("moves towards the target, by at most 10 percentage points a month"),
        /// The month's 10 points have already been moved.
        DEFERRED("does not change: it has already moved 10 percentage points this month"),
        /// A halt: applies fully at once, without a limit, while its reason lasts.
        IMMEDIATE("is suspended while the error budget is spent");

        private final String words;

        TeamTimeAdjustmentOutcome(String words) {
            this.words = words;
        }

        /// Returns the outcome in words, without a full stop.
        public String description() {
            return words;
        }
    }

    /// Computes the next step.
    ///
    /// @param current current plan
    /// @param movedLately share moved within the last [#PERIOD], 0 to 1
    public static SplitAdjustment of(CapacitySplit current, CapacitySplit target, double movedLately) {
        double distance = current.distanceTo(target);
        double allowed = Math.max(0, LIMIT - movedLately);
        if (distance < HYSTERESIS - TOLERANCE) {
            return new SplitAdjustment(target, current, TeamTimeAdjustmentOutcome.UNCHANGED, 0);
        }
        if (allowed < TOLERANCE) {
            return new SplitAdjustment(target, current, TeamTimeAdjustmentOutcome.DEFERRED, 0);
        }
        return distance <= allowed + TOLERANCE
                ? new SplitAdjustment(target, target, TeamTimeAdjustmentOutcome.REACHED, distance)
                : new SplitAdjustment(
                        target,
                        current.moveTowards(target, allowed / distance),
                        TeamTimeAdjustmentOutcome.LIMITED,
                        allowed);
    }

    /// Creates a halt: it applies at once and keeps the current plan for when it ends.
    static SplitAdjustment immediate(CapacitySplit current, CapacitySplit target) {
        return new SplitAdjustment(target, target, TeamTimeAdjustmentOutcome.IMMEDIATE, current.distanceTo(target));
    }
}
