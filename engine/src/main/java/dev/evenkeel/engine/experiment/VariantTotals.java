// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// The totals of analysed outcomes of one variant for one goal. Outcomes are shares of the goal's cap.
///
/// @param units units with an outcome
/// @param sum sum of their outcomes
/// @param nonZero units with a nonzero outcome
/// @param capped units whose outcome is the cap; all converted ones, for a conversion
public record VariantTotals(long units, double sum, long nonZero, long capped) {
    static final VariantTotals NONE = new VariantTotals(0, 0, 0, 0);

    VariantTotals plus(double score) {
        return new VariantTotals(units + 1, sum + score, nonZero + (score > 0 ? 1 : 0), capped + (score >= 1 ? 1 : 0));
    }

    double mean() {
        return units == 0 ? 0 : sum / units;
    }
}
