// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.stats.CandidateShare;

/// A check of whether the sample suffices for large-sample intervals. Until then, effects use an exact
/// interval.
///
/// @param missingUnits units that the smaller variant lacks
/// @param missingOutcomes nonzero outcomes that the variant with fewer of them lacks
/// @param missingSum what the smaller sum of outcomes lacks, in caps; always 0 for even shares
public record LargeSampleCheck(long missingUnits, long missingOutcomes, double missingSum) {
    /// Minimum number of units of each variant.
    public static final long MIN_UNITS = 10_000;

    /// Minimum number of nonzero outcomes of each variant: with fewer, and a treatment of a small share, more
    /// than half of such verdicts on a rare outcome were wrong.
    public static final long MIN_OUTCOMES = 100;

    /// Minimum sum of the outcomes of each variant, in caps, times the square of the difference of the
    /// shares: the less even the shares, the more the smaller variant's tail skews a difference of means. A
    /// sum of n caps has an effective sample of at least n. Without it, one of eleven experiments missed with
    /// a treatment of 5% and a value that 1% of the units have, lognormal with sigma 1.5.
    public static final double MIN_SUM = 100;

    /* n * mean^2 / E[y^2] >= sum, as no outcome is above its cap, which is 1. */
    static LargeSampleCheck of(VariantTotals control, VariantTotals treatment, CandidateShare share) {
        long units = Math.min(control.units(), treatment.units());
        long outcomes = Math.min(control.nonZero(), treatment.nonZero());
        double sum = Math.min(control.sum(), treatment.sum());
        return new LargeSampleCheck(
                Math.max(0, MIN_UNITS - units),
                Math.max(0, MIN_OUTCOMES - outcomes),
                Math.max(0, MIN_SUM * unevenness(share) - sum));
    }

    /* 0 for even shares, towards 1 for a share of almost nothing. */
    private static double unevenness(CandidateShare share) {
        double difference = share.candidate() - share.control();
        return difference * difference;
    }

    /// Whether the sample suffices.
    public boolean isSufficient() {
        return missingUnits == 0 && missingOutcomes == 0 && missingSum == 0;
    }
}
