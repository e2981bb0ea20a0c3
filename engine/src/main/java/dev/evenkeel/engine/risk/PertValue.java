// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

/// A PERT distribution: a beta distribution between an estimated minimum and maximum with an estimated mode,
/// such as the weeks of a work item (Malcolm, Roseboom, Clark and Fazar 1959; with any kurtosis, Vose 2000).
/// The mean differs from the mode: most work takes longer than is most likely.
///
/// @param min minimum
/// @param mode most likely value, min to max
/// @param max maximum, above min
/// @param kurtosis weight of the mode, 0 or more: 4 is usual, 0 ignores the mode
public record PertValue(double min, double mode, double max, double kurtosis) {
    /// The usual weight of the mode.
    public static final double DEFAULT_KURTOSIS = 4;

    public PertValue {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max && min <= mode && mode <= max)) {
            throw new IllegalArgumentException("min must be below max and mode between them, got min " + min + ", mode "
                    + mode + " and max " + max);
        }
        if (!(kurtosis >= 0 && kurtosis < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("kurtosis must be 0 or more, got " + kurtosis);
        }
    }

    /// Returns the mean, `(min + kurtosis * mode + max) / (kurtosis + 2)`.
    public double mean() {
        return (min + kurtosis * mode + max) / (kurtosis + 2);
    }
}
