// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

/// The evidence of stages, or whole migrations, without an incident about a forecast: a single one proves
/// nothing.
public final class CleanStagesLikelihoodRatio {
    private CleanStagesLikelihoodRatio() {}

    /// Returns the likelihood ratio of two probabilities after a number of clean stages,
    /// `((1 - one) / (1 - other))^stages`. 1.5 to 1 for one stage and 10% against 40%.
    ///
    /// @param stages independent stages without an incident, 0 or more
    /// @param one probability of an incident in a stage by the one forecast, 0 to below 1
    /// @param other likewise by the other
    public static double calculate(int stages, double one, double other) {
        if (stages < 0 || !(one >= 0 && one < 1 && other >= 0 && other < 1)) {
            throw new IllegalArgumentException("stages must be 0 or more, and probabilities 0 to below 1; got " + stages
                    + ", " + one + " and " + other);
        }
        return Math.pow((1 - one) / (1 - other), stages);
    }
}
