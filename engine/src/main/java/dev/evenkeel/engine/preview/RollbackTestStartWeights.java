// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.Arrays;

/// The weights of the rollback tests by their start: at the beginning, at each step change, and at intervals
/// in between.
///
/// Each test has a share of the false alarm budget, taken from the guard's own mixture.
final class RollbackTestStartWeights {
    /* Maximum number in the whole plan. The weights of later ones are negligible. */
    private static final long MOST = 200_000;

    private final RolloutPlan plan;
    private final MixtureEProcess mixture;
    private double spent;
    private long left = MOST;

    /// @param first weight of the test that starts with the step
    /// @param all weight of it and of the later tests of the step
    record StepTestWeights(double first, double all) {}

    RollbackTestStartWeights(RolloutPlan plan) {
        this.plan = plan;
        this.mixture = RatioGuard.restartingRollback(1, 0).mixture();
    }

    /// Returns the weights of the next step.
    ///
    /// @param seconds duration of the step
    StepTestWeights next(double seconds) {
        double before = spent;
        if (before > 0) {
            mixture.restart();
        }
        spent = sum();
        double first = spent - before;
        long later = (long) (seconds / (plan.restartEvery().toNanos() / 1e9));
        for (long i = Math.min(later, left); i > 0; i--) {
            mixture.restart();
        }
        left -= Math.min(later, left);
        spent = sum();
        return new StepTestWeights(first, spent - before);
    }

    private double sum() {
        double[] state = mixture.state();
        return StrictMath.exp(LogSumExp.compute(Arrays.copyOfRange(state, 1, state.length)));
    }
}
