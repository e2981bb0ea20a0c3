// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.core.stats.EffectInterval;

/// The usual fixed-size test: a two-sided z test at 5%, evaluated once at a number of units fixed beforehand
/// for a power of 80%.
final class FixedSizeAnalysis {
    private static final double Z_AT_5_PERCENT = 1.959964;
    private static final double Z_OF_POWER_80 = 0.841621;

    private FixedSizeAnalysis() {}

    /// Returns the required units of control and the first treatment together, half each.
    static long units(ExperimentPopulation population) {
        double z = (Z_AT_5_PERCENT + Z_OF_POWER_80) / population.effect(1);
        return (long) Math.ceil(2 * z * z * (population.variance(0) + population.variance(1)));
    }

    /// Returns the test's 95% interval; from minus to plus infinity with fewer than 10 outcomes other than
    /// zero in a variant, where the test is not applicable.
    static EffectInterval interval(SampleMoments control, SampleMoments treatment) {
        if (Math.min(control.nonZero(), treatment.nonZero()) < 10) {
            return new EffectInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double effect = treatment.mean() - control.mean();
        double half = Z_AT_5_PERCENT * Math.sqrt(control.error() + treatment.error());
        return new EffectInterval(effect - half, effect + half);
    }
}
