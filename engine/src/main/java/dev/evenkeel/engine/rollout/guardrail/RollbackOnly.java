// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.LatencyReference;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.Tick;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// A guardrail whose comparison of units proves nothing: it serves rollback only.
public sealed interface RollbackOnly extends Watch permits RankWatch, EventWatch, ValueWatch, LimitWatch {
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
