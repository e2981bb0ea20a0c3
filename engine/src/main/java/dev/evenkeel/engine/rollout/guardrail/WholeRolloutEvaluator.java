// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;

/// An evaluator that counts each unit once per rollout; its rollback evidence is one process over all
/// revisions and includes late ticks.
sealed interface WholeRolloutEvaluator extends GuardrailEvaluator
        permits ErrorGuardrailEvaluator, EventGuardrailEvaluator {
    RatioGuard rollbackGuard();

    @Override
    default double logRollback() {
        return rollbackGuard().mixture().logE();
    }

    @Override
    default double[] rollbackState() {
        return rollbackGuard().mixture().state();
    }

    @Override
    default void restoreRollback(double[] state) {
        rollbackGuard().mixture().restore(state);
    }

    @Override
    default void restart() {
        rollbackGuard().mixture().restart();
    }

    @Override
    default void onRevisionChange() {
        // spans all revisions
    }

    @Override
    default void addRollbackEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        addLateEvidence(share, tick);
    }
}
