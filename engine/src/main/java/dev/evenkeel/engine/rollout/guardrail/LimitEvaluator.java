// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;

/// An evaluator that tests the candidate alone against a limit, at any exposure, also when the variants
/// cannot be compared. Excluded from the combined rollback evidence; spans all revisions.
public sealed interface LimitEvaluator extends RollbackOnlyEvaluator
        permits ZeroToleranceGuardrailEvaluator, EventCeilingGuardrailEvaluator, ShadowGuardrailEvaluator {
    /// Adds a tick of any revision and exposure.
    void addTick(EvidenceTick tick);

    /// Adds a tick of the running revision, at any exposure, to the advance evidence. The default does
    /// nothing, for limits without a proof.
    default void addAdvanceTick(EvidenceTick tick) {
        // no proof
    }

    /// Whether the limit was ever exceeded.
    boolean isCrossed();

    /// Describes the counts so far, for people.
    String describeCounts();

    @Override
    default double weight() {
        return 0;
    }

    @Override
    default void restart() {
        // one test over the whole rollout
    }

    @Override
    default void onRevisionChange() {
        // spans all revisions
    }

    @Override
    default void addRollbackEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        // compares no variants
    }

    @Override
    default void addLateEvidence(CandidateShare share, EvidenceTick tick) {
        // compares no variants
    }
}
