// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

/// A PERT law: a beta law between two ends that somebody names together with the likeliest value,
/// such as the weeks that a piece of work takes (Malcolm, Roseboom, Clark and Fazar 1959; with any
/// kurtosis, Vose 2000). The mode is not the mean: most work takes longer than is likeliest.
///
/// @param min the smallest value
/// @param mode the likeliest, min to max
/// @param max the largest, above min
/// @param kurtosis weight of the mode, 0 or more: 4 is usual, 0 forgets the mode
public record PertValue(double min, double mode, double max, double kurtosis) {
    /// The usual weight of the mode.
    public static final double USUAL_KURTOSIS = 4;

    public PertValue {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max && min <= mode && mode <= max)) {
            throw new IllegalArgumentException("min must be below max and mode between them, got min " + min + ", mode "
                    + mode + " and max " + max);
        }
        if (!(kurtosis >= 0 && kurtosis < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("kurtosis must be 0 or more, got " + kurtosis);
        }
    }

    /// The mean, `(min + kurtosis * mode + max) / (kurtosis + 2)`.
    public double mean() {
        return (min + kurtosis * mode + max) / (kurtosis + 2);
    }
}
