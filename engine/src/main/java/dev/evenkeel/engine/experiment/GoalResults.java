// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.util.List;

/// The results of one goal.
///
/// @param variants totals of each variant, in the order of the plan
/// @param effects effect of each treatment, in the order of the plan
public record GoalResults(ExperimentGoal goal, List<VariantTotals> variants, List<TreatmentEffect> effects) {
    public GoalResults {
        variants = List.copyOf(variants);
        effects = List.copyOf(effects);
    }

    /// Returns the mean outcome of a variant in the goal's unit; 0 without units.
    public double mean(int variant) {
        return variants.get(variant).mean() * goal.maxOutcome();
    }
}
