// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.math.BigDecimal;

/// One goal of an SLO.
///
/// @param name unique within the SLO
/// @param target share that has to be good, in [0, 1)
/// @param budgeting the share of what
public record Objective(String name, double target, BudgetingMethod budgeting) {
    public Objective {
        if (!(target >= 0 && target < 1)) {
            throw new IllegalArgumentException(
                    "A target must be at least 0 and below 1, got " + target + ". An objective needs some budget.");
        }
    }

    /// Share that may be bad, in (0, 1]: of 0.999 it is the number nearest to 0.001.
    public double allowance() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(target)).doubleValue();
    }

    /// The budget of a period.
    ErrorBudget budget(IndicatorTimeline timeline, TimeWindow.Period period) {
        BudgetMeasurement measure = budgeting.measure(timeline, period.from(), period.until());
        return new ErrorBudget(period, measure, allowance() * measure.total() * period.whole());
    }
}
