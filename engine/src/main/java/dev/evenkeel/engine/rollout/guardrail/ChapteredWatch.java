// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.rollout.evidence.Tick;

/// A guardrail whose trials are counted afresh in each revision, so that its rollback evidence comes in
/// chapters.
sealed interface ChapteredWatch extends Watch permits QuantileWatch, RankWatch, ValueWatch {
    Chapters chapters();

    @Override
    default double logRollback() {
        return chapters().logE();
    }

    @Override
    default double[] rollbackState() {
        return chapters().state();
    }

    @Override
    default void restoreRollback(double[] state) {
        chapters().restore(state);
    }

    @Override
    default void restart() {
        chapters().restart();
    }

    @Override
    default void revisionChanged() {
        chapters().close();
    }

    @Override
    default void watchLate(Share share, Tick tick) {
        // its chapter is closed
    }
}
