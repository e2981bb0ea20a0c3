// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.util.OptionalDouble;

/// The good and total count of a period under a budgeting method: events or time slices. Addition is
/// associative and commutative.
///
/// @param good 0 to `total`; whole numbers except for [BudgetingMethod.RatioTimeslices]
/// @param total count in the known part of the period
/// @param coverage known part of the period
public record BudgetMeasurement(double good, double total, DataCoverage coverage) {
    static final BudgetMeasurement NONE = new BudgetMeasurement(0, 0, DataCoverage.NONE);

    /// Returns the count that spends the error budget.
    public double bad() {
        return total - good;
    }

    /// Returns the measurement of both periods together.
    public BudgetMeasurement plus(BudgetMeasurement other) {
        return new BudgetMeasurement(good + other.good, total + other.total, coverage.plus(other.coverage));
    }

    /// Returns the bad share, 0 to 1; empty when `total` is 0.
    public OptionalDouble badShare() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(bad() / total);
    }
}
