// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import org.jspecify.annotations.Nullable;

/// How ready a change is in one respect, and what that does to its chance to fail: it adds `effect x
/// (value - mean)` to the logit.
///
/// @param factor what it is, unique within a case
/// @param value of this change
/// @param mean of the changes that the base rate is from
/// @param effect on the logit of a unit of it
/// @param approvalBoard whether it is the consent of a board outside the team, which lowers no chance:
///     such boards go with 2.6 times the odds of low performance (DORA 2019)
/// @param seen values that the effect was learnt from, null where it was not learnt from data
public record ReadinessFactor(
        String factor,
        double value,
        double mean,
        Quantity effect,
        boolean approvalBoard,
        @Nullable ObservedRange seen) {
    /// A range of values.
    ///
    /// @param low the least
    /// @param high the largest, not below it
    public record ObservedRange(double low, double high) {
        public ObservedRange {
            if (!(low <= high)) {
                throw new IllegalArgumentException("values seen go from low to high, got " + low + " and " + high);
            }
        }
    }

    public ReadinessFactor {
        if (!Double.isFinite(value - mean)) {
            throw new IllegalArgumentException("value and mean must be numbers, got " + value + " and " + mean);
        }
        if (approvalBoard && effect.law().mean() * (value - mean) < 0) {
            throw new IllegalArgumentException("the consent of a board outside the team is taken to lower the chance of"
                    + " failure, and none was found to: DORA 2019 has such boards go with 2.6 times the odds of low"
                    + " performance");
        }
    }

    /// What it adds to the logit under an effect.
    double moves(double drawn) {
        double moved = drawn * (value - mean);
        return approvalBoard ? Math.max(0, moved) : moved;
    }

    /// Whether the value lies outside all that the effect was learnt from.
    public boolean extrapolates() {
        return seen != null && (value < seen.low || value > seen.high);
    }
}
