// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.OptionalDouble;

/// The traffic that a plan is to be tried at. Calls arrive as a Poisson process; failures are those of single
/// units.
///
/// A unit is what the split assigns: it counts once, as a trial by its first call, as a failure by its first
/// failure. Every unit is taken to be new, and one that fails to fail in all its calls: that is the least
/// evidence the same failed calls can give.
///
/// @param callsPerSecond calls of the whole service a second, control and candidate together; 1e-6 to 1e9
/// @param baseRate share of control's calls that fail, 0 to below 1
/// @param callsPerUnit calls that a unit makes in a step, 1 to 1e9; 1 = each call is a unit of its own
/// @param moneyPerFailure what a failed call costs, in any currency, 1e-9 to 1e12; empty when unknown
public record TrafficAssumptions(
        double callsPerSecond, double baseRate, double callsPerUnit, OptionalDouble moneyPerFailure) {
    /// Smallest number of calls a second: one in eleven days.
    public static final double MIN_CALLS_PER_SECOND = 1e-6;

    /// Largest number of calls a second, and of calls per unit.
    public static final double MOST_CALLS = 1e9;

    /// Smallest price of a failed call.
    public static final double MIN_MONEY = 1e-9;

    /// Largest price of a failed call.
    public static final double MAX_MONEY = 1e12;

    /// @throws IllegalArgumentException naming what is out of its range
    public TrafficAssumptions {
        require(
                callsPerSecond >= MIN_CALLS_PER_SECOND && callsPerSecond <= MOST_CALLS,
                "callsPerSecond must be 1e-6 to 1e9");
        require(baseRate >= 0 && baseRate < 1, "baseRate must be 0 to below 1");
        require(callsPerUnit >= 1 && callsPerUnit <= MOST_CALLS, "callsPerUnit must be 1 to 1e9");
        double money = moneyPerFailure.orElse(1);
        require(money >= MIN_MONEY && money <= MAX_MONEY, "moneyPerFailure must be 1e-9 to 1e12");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /// Units that come a second.
    double unitsPerSecond() {
        return callsPerSecond / callsPerUnit;
    }
}
