// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.util.OptionalDouble;

/// What a budgeting method makes of a stretch of time: events or time slices. Adding is associative and
/// commutative.
///
/// @param good 0 to `total`; whole numbers but for [Budgeting.RatioTimeslices]
/// @param total what counts, of the known part of the stretch
/// @param coverage how much of the stretch is known
public record Measure(double good, double total, Coverage coverage) {
    static final Measure NONE = new Measure(0, 0, Coverage.NONE);

    /// What spends the budget.
    public double bad() {
        return total - good;
    }

    /// Both stretches together.
    public Measure plus(Measure other) {
        return new Measure(good + other.good, total + other.total, coverage.plus(other.coverage));
    }

    /// Bad share, 0 to 1; empty where nothing counts.
    public OptionalDouble badShare() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(bad() / total);
    }
}
