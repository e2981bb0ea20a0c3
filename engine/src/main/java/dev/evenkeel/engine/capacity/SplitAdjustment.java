// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Duration;

/// The next step from the plan in force to where a rung of the ladder points. Steps are limited, so that a team
/// is not thrown about by each month's figures: a policy of this product, not science.
///
/// @param target where the rung points
/// @param next what to plan now
/// @param outcome what limited it
/// @param moved share that goes from one kind to another, 0 to 1
public record SplitAdjustment(CapacitySplit target, CapacitySplit next, Limit outcome, double moved) {
    /// The most that moves within [#PERIOD]: 10 points.
    public static final double LIMIT = 0.10;
    /// A target nearer than this moves nothing: 5 points.
    public static final double HYSTERESIS = 0.05;
    /// The month of the limit.
    public static final Duration PERIOD = Duration.ofDays(30);

    private static final double TOLERANCE = 1e-9;

    /// What limited a move.
    public enum Limit {
        /// The target is so near that nothing moves.
        STAYS("stays: the target is less than 5 points away"),
        /// The target is reached.
        REACHES("reaches the target"),
        /// A part of the way: the rest is more than a month may move.
        LIMITED("goes a part of the way: 10 points a month at most"),
        /// The month's 10 points were moved already.
        WAITS("waits: this month's 10 points were moved already"),
        /// For as long as its reason lasts, and all at once: no limit.
        AT_ONCE("stays for later: the halt applies at once, for as long as its reason lasts");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        /// The outcome in words, without a full stop.
        public String words() {
            return words;
        }
    }

    /// The next step.
    ///
    /// @param inForce the plan
    /// @param movedLately share that moved within the last [#PERIOD], 0 to 1
    public static SplitAdjustment of(CapacitySplit inForce, CapacitySplit target, double movedLately) {
        double distance = inForce.distance(target);
        double allowed = Math.max(0, LIMIT - movedLately);
        if (distance < HYSTERESIS - TOLERANCE) {
            return new SplitAdjustment(target, inForce, Limit.STAYS, 0);
        }
        if (allowed < TOLERANCE) {
            return new SplitAdjustment(target, inForce, Limit.WAITS, 0);
        }
        return distance <= allowed + TOLERANCE
                ? new SplitAdjustment(target, target, Limit.REACHES, distance)
                : new SplitAdjustment(target, inForce.towards(target, allowed / distance), Limit.LIMITED, allowed);
    }

    /// A halt: it applies at once, and leaves the plan as it is for when it is over.
    static SplitAdjustment atOnce(CapacitySplit inForce, CapacitySplit target) {
        return new SplitAdjustment(target, target, Limit.AT_ONCE, inForce.distance(target));
    }
}
