// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import org.jspecify.annotations.Nullable;

/// The readiness of a change in one respect, and its effect on the probability of failure: it adds
/// `effect x (value - mean)` to the logit.
///
/// @param factor name, unique within a case
/// @param value value of this change
/// @param mean mean of the changes of the base rate
/// @param effect effect of one unit on the logit
/// @param approvalBoard whether it is the consent of an external approval board, which does not reduce the
///     probability: such boards go with 2.6 times the odds of low performance (DORA 2019)
/// @param observed range of values from which the effect was estimated, null where it was not estimated from
///     data
public record ReadinessFactor(
        String factor,
        double value,
        double mean,
        Quantity effect,
        boolean approvalBoard,
        @Nullable ObservedRange observed) {
    /// A range of values.
    ///
    /// @param low minimum
    /// @param high maximum, not below the minimum
    public record ObservedRange(double low, double high) {
        public ObservedRange {
            if (!(low <= high)) {
                throw new IllegalArgumentException("low must not be above high, got " + low + " and " + high);
            }
        }
    }

    public ReadinessFactor {
        if (!Double.isFinite(value - mean)) {
            throw new IllegalArgumentException("value and mean must be numbers, got " + value + " and " + mean);
        }
        if (approvalBoard && effect.distribution().mean() * (value - mean) < 0) {
            throw new IllegalArgumentException("approval by an external board must not lower the failure"
                    + " probability: in DORA 2019, such boards come with 2.6 times the odds of low performance");
        }
    }

    /// Returns the change of the logit for a drawn effect.
    double logitShift(double drawn) {
        double moved = drawn * (value - mean);
        return approvalBoard ? Math.max(0, moved) : moved;
    }

    /// Whether the value lies outside the range from which the effect was estimated.
    public boolean isExtrapolated() {
        return observed != null && (value < observed.low || value > observed.high);
    }
}
