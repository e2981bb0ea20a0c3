// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.util.OptionalDouble;

/// What a budgeting method makes of a stretch of time: events or time slices. Adding is associative and
/// commutative.
///
/// @param good 0 to `total`; whole numbers but for [BudgetingMethod.RatioTimeslices]
/// @param total what counts, of the known part of the stretch
/// @param coverage how much of the stretch is known
public record BudgetMeasurement(double good, double total, DataCoverage coverage) {
    static final BudgetMeasurement NONE = new BudgetMeasurement(0, 0, DataCoverage.NONE);

    /// What spends the budget.
    public double bad() {
        return total - good;
    }

    /// Both stretches together.
    public BudgetMeasurement plus(BudgetMeasurement other) {
        return new BudgetMeasurement(good + other.good, total + other.total, coverage.plus(other.coverage));
    }

    /// Bad share, 0 to 1; empty where nothing counts.
    public OptionalDouble badShare() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(bad() / total);
    }
}
