// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;

/// A guardrail whose trials are counted afresh in each revision, so that its rollback evidence comes in
/// chapters.
sealed interface PerRevisionEvaluator extends GuardrailEvaluator
        permits LatencyGuardrailEvaluator, LatencyRankGuardrailEvaluator, ValueGuardrailEvaluator {
    PerRevisionEvidence chapters();

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
    default void watchLate(CandidateShare share, EvidenceTick tick) {
        // its chapter is closed
    }
}
