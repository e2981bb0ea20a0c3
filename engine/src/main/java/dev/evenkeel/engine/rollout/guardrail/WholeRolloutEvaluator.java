// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;

/// A guardrail that counts each unit once per rollout, so that its rollback evidence is one process over all
/// revisions and takes in late ticks.
sealed interface WholeRolloutEvaluator extends GuardrailEvaluator
        permits ErrorGuardrailEvaluator, EventGuardrailEvaluator {
    RatioGuard rollback();

    @Override
    default double logRollback() {
        return rollback().mixture().logE();
    }

    @Override
    default double[] rollbackState() {
        return rollback().mixture().state();
    }

    @Override
    default void restoreRollback(double[] state) {
        rollback().mixture().restore(state);
    }

    @Override
    default void restart() {
        rollback().mixture().restart();
    }

    @Override
    default void revisionChanged() {
        // spans all revisions
    }

    @Override
    default void watch(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference) {
        watchLate(share, tick);
    }
}
