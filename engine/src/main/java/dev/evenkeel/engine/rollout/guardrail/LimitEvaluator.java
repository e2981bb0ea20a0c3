// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;

/// A guardrail that judges the candidate by itself, at any exposure, also when nothing can be compared.
/// It stands outside the sum of rollback evidence and spans all revisions.
public sealed interface LimitEvaluator extends RollbackOnlyEvaluator
        permits ZeroToleranceGuardrailEvaluator, EventCeilingGuardrailEvaluator, ShadowGuardrailEvaluator {
    /// Takes in any tick, of whatever revision and exposure.
    void count(EvidenceTick tick);

    /// Takes a tick of the running revision, at whatever exposure, into the evidence for advancing, if it
    /// gathers any.
    default void prove(EvidenceTick tick) {
        // proves nothing
    }

    /// Whether the limit was ever crossed.
    boolean crossed();

    /// What has been counted so far, in words.
    String standing();

    @Override
    default double weight() {
        return 0;
    }

    @Override
    default void restart() {
        // counts from the start
    }

    @Override
    default void revisionChanged() {
        // spans all revisions
    }

    @Override
    default void watch(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference) {
        // compares nothing
    }

    @Override
    default void watchLate(CandidateShare share, EvidenceTick tick) {
        // compares nothing
    }
}
