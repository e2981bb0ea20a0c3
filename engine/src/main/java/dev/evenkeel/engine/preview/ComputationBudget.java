// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;

/// The computation that a preview spends on one step.
///
/// The steps of a long plan share the budget of ten, so that no plan takes much longer than one of ten steps.
/// A smaller budget gives coarser results, with fewer simulated rollouts and shorter walks, but never a wrong
/// range.
///
/// @param share share of the full budget, above 0 and up to 1
record ComputationBudget(double share) {
    static final ComputationBudget FULL = new ComputationBudget(1);

    private static final double STEPS_IN_FULL = 10;

    /// Returns the budget of each step of a plan.
    static ComputationBudget of(RolloutPlan plan) {
        return new ComputationBudget(Math.min(1, STEPS_IN_FULL / plan.steps().size()));
    }

    /// Returns that share of a number, at least 1.
    int scale(int most) {
        return (int) Math.max(1, share * most);
    }
}
