// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import org.jspecify.annotations.Nullable;

/// A visitor of the stored history of a rollout, in chronological order.
interface RolloutHistoryVisitor {
    /// Visits the start of the first step.
    void visitStart(LatencyHistogram seed, RolloutDecision start);

    /// Visits a tick, with the decision that was made on it, if any.
    void visitTick(RolloutTick tick, @Nullable RolloutDecision decision);

    /// Visits a decision that the guard made because time had passed.
    void visitDecision(RolloutDecision decision);

    /// Visits a hold after a restore, or its confirmation: the evidence of the step restarts.
    void visitStepRestart(RolloutDecision decision);

    /// Visits the end by an operator.
    default void visitAbort(RolloutDecision abort) {}
}
