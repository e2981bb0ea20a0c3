// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import org.jspecify.annotations.Nullable;

/// Goes through what is stored about a rollout, in the order in which it happened.
interface RolloutHistoryVisitor {
    /// The first step begins.
    void start(LatencyHistogram seed, RolloutDecision start);

    /// A tick, with the decision that was made on it, if one was noted.
    void tick(RolloutTick tick, @Nullable RolloutDecision noted);

    /// A decision that the guard made when only time had passed.
    void time(RolloutDecision noted);

    /// It was held after a restore, or a person confirmed it then: the evidence of its step begins afresh.
    void restartStep(RolloutDecision noted);

    /// A person ended it.
    default void abort(RolloutDecision abort) {}
}
