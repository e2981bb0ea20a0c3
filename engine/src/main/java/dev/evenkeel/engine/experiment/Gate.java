// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// Whether there is enough for intervals that rest on large samples. Before, effects are read with an
/// exact interval.
///
/// @param missingUnits units that the smaller variant lacks
/// @param missingOutcomes outcomes other than zero that the variant with fewer of them lacks
public record Gate(long missingUnits, long missingOutcomes) {
    /// Units that each variant needs.
    public static final long UNITS = 10_000;

    /// Outcomes other than zero that each variant needs: with fewer, and a treatment of a small share,
    /// more than half of such verdicts on a rare outcome were wrong.
    public static final long OUTCOMES = 100;

    static Gate of(VariantTotals control, VariantTotals treatment) {
        long units = Math.min(control.units(), treatment.units());
        long outcomes = Math.min(control.nonZero(), treatment.nonZero());
        return new Gate(Math.max(0, UNITS - units), Math.max(0, OUTCOMES - outcomes));
    }

    /// Whether there is enough.
    public boolean open() {
        return missingUnits == 0 && missingOutcomes == 0;
    }
}
