// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

/// What stages, or whole migrations, that ended without an incident say about a forecast: one of them
/// proves nothing.
public final class CleanStageLikelihoodRatio {
    private CleanStageLikelihoodRatio() {}

    /// By how much that many clean stages favour the one chance over the other: their likelihood ratio,
    /// `((1 - one) / (1 - other))^stages`. 1.5 to 1 for one stage and 10 % against 40 %.
    ///
    /// @param stages independent of each other, 0 or more, all without an incident
    /// @param one chance of an incident in a stage by the one forecast, 0 to below 1
    /// @param other likewise by the other
    public static double favour(int stages, double one, double other) {
        if (stages < 0 || !(one >= 0 && one < 1 && other >= 0 && other < 1)) {
            throw new IllegalArgumentException(
                    "there are 0 stages or more, and chances of an incident from 0 to below 1;" + " got " + stages
                            + ", " + one + " and " + other);
        }
        return Math.pow((1 - one) / (1 - other), stages);
    }
}
