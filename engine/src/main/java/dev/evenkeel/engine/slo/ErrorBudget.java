// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.util.OptionalDouble;

/// The error budget of a period.
///
/// @param measure what counted so far
/// @param allowedBadEvents what may be bad in the whole period. Of a calendar's period it is what its whole
///     length may spend if traffic goes on as so far, so that a bad first minute does not spend a month
public record ErrorBudget(TimeWindow.Period period, BudgetMeasurement measure, double allowedBadEvents) {
    /// Spent share: 0 none, 1 all, above 1 overspent; empty where nothing counted.
    public OptionalDouble spent() {
        return allowedBadEvents == 0 ? OptionalDouble.empty() : OptionalDouble.of(measure.bad() / allowedBadEvents);
    }

    /// Returns the remaining share: 1 all, 0 none, negative when overspent; empty without data.
    public OptionalDouble remaining() {
        OptionalDouble spent = spent();
        return spent.isEmpty() ? spent : OptionalDouble.of(1 - spent.getAsDouble());
    }
}
