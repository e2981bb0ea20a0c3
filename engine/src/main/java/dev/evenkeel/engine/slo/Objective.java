// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.math.BigDecimal;

/// One objective of an SLO.
///
/// @param name unique within the SLO
/// @param target required good share, in [0, 1)
/// @param budgeting what the share counts
public record Objective(String name, double target, BudgetingMethod budgeting) {
    public Objective {
        if (!(target >= 0 && target < 1)) {
            throw new IllegalArgumentException("A target must be at least 0 and below 1, got " + target
                    + ". An SLO needs an error budget above 0.");
        }
    }

    /// Returns the allowed bad share, in (0, 1]: for 0.999 the number nearest to 0.001.
    public double allowedBadShare() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(target)).doubleValue();
    }

    ErrorBudget budgetOf(IndicatorTimeline timeline, TimeWindow.Period period) {
        BudgetMeasurement measure = budgeting.measure(timeline, period.start(), period.until());
        return new ErrorBudget(period, measure, allowedBadShare() * measure.total() * period.scaleToWhole());
    }
}
