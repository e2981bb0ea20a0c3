// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// The effect of one treatment on one goal: mean outcome of its units minus that of control's, in the goal's
/// unit.
///
/// @param treatment index of the variant in the plan, 1 or more
/// @param estimate point estimate
/// @param low lower end of the interval
/// @param high upper end of the interval
/// @param sampleSize sample size check; while it is closed the interval is the exact one
/// @param explainedVariance share of the outcomes' variance that the covariate explains
public record TreatmentEffect(
        int treatment,
        double estimate,
        double low,
        double high,
        LargeSampleCheck sampleSize,
        double explainedVariance) {
    /// Returns the smaller end as a gain: positive when it is an improvement.
    double minGain(ImprovementDirection better) {
        return Math.min(better.gain(low), better.gain(high));
    }

    /// Returns the larger end as a gain.
    double maxGain(ImprovementDirection better) {
        return Math.max(better.gain(low), better.gain(high));
    }
}
