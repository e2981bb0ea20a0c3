// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// An evaluator without a proof; it contributes to rollback only.
public sealed interface RollbackOnlyEvaluator extends GuardrailEvaluator
        permits LatencyRankGuardrailEvaluator, EventGuardrailEvaluator, ValueGuardrailEvaluator, LimitEvaluator {
    @Override
    default void addAdvanceEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        // no proof
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
        // no proof
    }

    @Override
    default boolean requiresProof(Percent exposure) {
        return false;
    }

    @Override
    default String describeMargin() {
        return "nothing (used for rollback only)";
    }

    @Override
    default Optional<String> findObstacle(RolloutGuardState state) {
        return Optional.empty();
    }

    @Override
    default LongToDoubleFunction forecastEvidence(CandidateShare share, RolloutGuardState state) {
        return candidateTrials -> 0;
    }
}
