// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.OptionalDouble;

/// Traffic assumptions for a preview of a plan. Calls arrive as a Poisson process; failures are of single
/// units.
///
/// A unit is what the split assigns: it counts once, as a trial by its first call and as a failure by its
/// first failure. Every unit is assumed to be new, and a failing unit to fail in all its calls: the least
/// evidence that the same failed calls can give.
///
/// @param callsPerSecond calls per second of the whole service, control and candidate together; 1e-6 to 1e9
/// @param baseRate share of failed control calls, 0 to below 1
/// @param callsPerUnit calls of a unit in a step, 1 to 1e9; 1 = each call belongs to a different unit
/// @param moneyPerFailure cost of a failed call, in any currency, 1e-9 to 1e12; empty when unknown
public record TrafficAssumptions(
        double callsPerSecond, double baseRate, double callsPerUnit, OptionalDouble moneyPerFailure) {
    /// Minimum calls per second: one in eleven days.
    public static final double MIN_CALLS_PER_SECOND = 1e-6;

    /// Maximum calls per second, and calls per unit.
    public static final double MAX_CALLS_PER_SECOND = 1e9;

    /// Minimum price of a failed call.
    public static final double MIN_MONEY = 1e-9;

    /// Maximum price of a failed call.
    public static final double MAX_MONEY = 1e12;

    /// @throws IllegalArgumentException naming the value out of range
    public TrafficAssumptions {
        require(
                callsPerSecond >= MIN_CALLS_PER_SECOND && callsPerSecond <= MAX_CALLS_PER_SECOND,
                "callsPerSecond must be 1e-6 to 1e9");
        require(baseRate >= 0 && baseRate < 1, "baseRate must be 0 to below 1");
        require(callsPerUnit >= 1 && callsPerUnit <= MAX_CALLS_PER_SECOND, "callsPerUnit must be 1 to 1e9");
        double money = moneyPerFailure.orElse(1);
        require(money >= MIN_MONEY && money <= MAX_MONEY, "moneyPerFailure must be 1e-9 to 1e12");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /// Returns the arrivals of units per second.
    double unitsPerSecond() {
        return callsPerSecond / callsPerUnit;
    }
}
