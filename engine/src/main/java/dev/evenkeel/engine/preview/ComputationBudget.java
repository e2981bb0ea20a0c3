// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;

/// How much computation a preview spends on one step.
///
/// A plan of many steps shares the effort of ten among all of them, so that no plan takes much longer than one
/// of ten steps. Less effort means coarser answers: fewer simulated rollouts and shorter walks, never a wrong
/// range.
///
/// @param share part of the full effort, above 0 and up to 1
record ComputationBudget(double share) {
    /// All of it.
    static final ComputationBudget FULL = new ComputationBudget(1);

    private static final double STEPS_IN_FULL = 10;

    /// What each step of a plan gets.
    static ComputationBudget of(RolloutPlan plan) {
        return new ComputationBudget(Math.min(1, STEPS_IN_FULL / plan.steps().size()));
    }

    /// That part of a number, at least 1.
    int of(int most) {
        return (int) Math.max(1, share * most);
    }
}
