// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.Share;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// A guardrail whose comparison of units proves nothing: it serves rollback only.
sealed interface RollbackOnly extends Watch permits RankWatch, EventWatch, ValueWatch, LimitWatch {
    @Override
    default void gatherProof(Share share, Tick tick, LatencyReference reference) {
        // proves nothing
    }

    @Override
    default double logAdvance() {
        return 0;
    }

    @Override
    default double[] advanceState() {
        return new double[0];
    }

    @Override
    default void restoreAdvance(double[] state) {
        // there is none
    }

    @Override
    default boolean asksForProof(Percent exposure) {
        return false;
    }

    @Override
    default String margin() {
        return "nothing: it serves rollback only";
    }

    @Override
    default Optional<String> obstacle(GuardState state) {
        return Optional.empty();
    }

    @Override
    default LongToDoubleFunction forecast(Share share, GuardState state) {
        return candidateTrials -> 0;
    }
}
