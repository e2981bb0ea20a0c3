// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// The effect of one treatment by one goal: mean outcome of its units less that of control's, in the
/// goal's unit.
///
/// @param treatment the variant's place in the plan, 1 or more
/// @param estimate best guess
/// @param low lower end of the interval
/// @param high upper end of the interval
/// @param gate while it is closed the interval is the exact one
/// @param explained share of the outcomes' variance that the covariate explains
public record TreatmentEffect(
        int treatment, double estimate, double low, double high, SampleSizeCheck gate, double explained) {
    /// The lower end as a gain: positive when for the better.
    double leastGain(ImprovementDirection better) {
        return Math.min(better.gain(low), better.gain(high));
    }

    /// The upper end as a gain.
    double mostGain(ImprovementDirection better) {
        return Math.max(better.gain(low), better.gain(high));
    }
}
