// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.Arrays;

/// The starts of the rollback evidence: at the beginning, at each step change, and again and again in between.
///
/// Each start bets a share of the budget; the guard's own mixture says which.
final class StepRestartWeights {
    /* In the whole plan. Later ones bet next to nothing. */
    private static final long MOST = 200_000;

    private final RolloutPlan plan;
    private final MixtureEProcess mixture;
    private double spent;
    private long left = MOST;

    /// @param first share bet by the start that falls on the step's begin
    /// @param all share bet by it and the later starts of the step
    record OfStep(double first, double all) {}

    StepRestartWeights(RolloutPlan plan) {
        this.plan = plan;
        this.mixture = RatioGuard.restartingRollback(1, 0).mixture();
    }

    /// The starts of the next step.
    ///
    /// @param seconds how long the step lasts
    OfStep next(double seconds) {
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
        return new OfStep(first, spent - before);
    }

    private double sum() {
        double[] state = mixture.state();
        return StrictMath.exp(LogSumExp.of(Arrays.copyOfRange(state, 1, state.length)));
    }
}
