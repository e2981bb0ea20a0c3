// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;

/// An evaluator whose trials are counted anew in each revision; its rollback evidence consists of one chapter
/// per revision.
sealed interface PerFlagRevisionEvaluator extends GuardrailEvaluator
        permits LatencyGuardrailEvaluator, LatencyRankGuardrailEvaluator, ValueGuardrailEvaluator {
    PerFlagRevisionEvidence evidence();

    @Override
    default double logRollback() {
        return evidence().logE();
    }

    @Override
    default double[] rollbackState() {
        return evidence().state();
    }

    @Override
    default void restoreRollback(double[] state) {
        evidence().restore(state);
    }

    @Override
    default void restart() {
        evidence().restart();
    }

    @Override
    default void onRevisionChange() {
        evidence().closeRevision();
    }

    @Override
    default void addLateEvidence(CandidateShare share, EvidenceTick tick) {
        // its chapter is closed
    }
}
