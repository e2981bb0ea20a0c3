// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.LatencyReference;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.rollout.evidence.Tick;

/// A guardrail that judges the candidate by itself, at any exposure, also when nothing can be compared.
/// It stands outside the sum of rollback evidence and spans all revisions.
public sealed interface LimitWatch extends RollbackOnly permits ZeroWatch, CeilingWatch, ShadowWatch {
    /// Takes in any tick, of whatever revision and exposure.
    void count(Tick tick);

    /// Takes a tick of the running revision, at whatever exposure, into the evidence for advancing, if it gathers
    /// any.
    default void prove(Tick tick) {
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
    default void watch(Share share, Tick tick, LatencyReference reference) {
        // compares nothing
    }

    @Override
    default void watchLate(Share share, Tick tick) {
        // compares nothing
    }
}
