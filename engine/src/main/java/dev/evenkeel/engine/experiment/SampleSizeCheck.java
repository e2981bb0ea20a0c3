// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.stats.CandidateShare;

/// Whether there is enough for intervals that rest on large samples. Before, effects are read with an
/// exact interval.
///
/// @param missingUnits units that the smaller variant lacks
/// @param missingOutcomes outcomes other than zero that the variant with fewer of them lacks
/// @param missingSum what the smaller sum of outcomes lacks, in caps; always 0 for even shares
public record SampleSizeCheck(long missingUnits, long missingOutcomes, double missingSum) {
    /// Units that each variant needs.
    public static final long UNITS = 10_000;

    /// Outcomes other than zero that each variant needs: with fewer, and a treatment of a small share,
    /// more than half of such verdicts on a rare outcome were wrong.
    public static final long OUTCOMES = 100;

    /// What the outcomes of each variant have to sum up to, in caps, times the square of the difference of
    /// the shares: a difference of means is skewed by the smaller variant's tail the more, the less even the
    /// shares are. A sum of n caps has an effective sample of at least n. Without it, one of eleven
    /// experiments missed with a treatment of 5 % and a value that 1 % of the units have, lognormal
    /// with sigma 1.5.
    public static final double SUM = 100;

    /* n * mean^2 / E[y^2] >= sum, as no outcome is above its cap, which is 1. */
    static SampleSizeCheck of(VariantTotals control, VariantTotals treatment, CandidateShare share) {
        long units = Math.min(control.units(), treatment.units());
        long outcomes = Math.min(control.nonZero(), treatment.nonZero());
        double sum = Math.min(control.sum(), treatment.sum());
        return new SampleSizeCheck(
                Math.max(0, UNITS - units),
                Math.max(0, OUTCOMES - outcomes),
                Math.max(0, SUM * unevenness(share) - sum));
    }

    /* 0 for even shares, towards 1 for a share of nearly nothing. */
    private static double unevenness(CandidateShare share) {
        double difference = share.candidate() - share.control();
        return difference * difference;
    }

    /// Whether there is enough.
    public boolean open() {
        return missingUnits == 0 && missingOutcomes == 0 && missingSum == 0;
    }
}
