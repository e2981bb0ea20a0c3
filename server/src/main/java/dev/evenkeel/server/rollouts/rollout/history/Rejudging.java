// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencySketch;
import dev.evenkeel.engine.rollout.Decision;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.Progress;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.guard.Judging;
import dev.evenkeel.server.rollouts.rollout.guard.Judging.Judged;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The guard asked again, under some plan, when it was asked: at each stored tick that was judged, and whenever
/// time alone led to a decision. Confined to one thread.
final class Rejudging {
    private final RolloutPlan plan;
    private @Nullable GuardState state;
    private long ticks;

    Rejudging(RolloutPlan plan) {
        this.plan = plan;
    }

    /// What the guard says now.
    ///
    /// @param progress what the clock knew then
    record Again(Progress progress, Judged judged) {
        DecisionKind kind() {
            return DecisionKind.of(decision());
        }

        /// 0-based index of the step after it.
        int step() {
            return decision().stepAfter(progress.step());
        }

        String reason() {
            return decision().reason();
        }

        private Decision decision() {
            return judged.ruling().decision();
        }
    }

    /// The first step begins.
    void begin(LatencySketch seed, Instant at) {
        state = Judging.begin(plan, seed, at);
    }

    /// Takes in a tick; empty before the first step.
    ///
    /// @param stored how it was judged
    Optional<Again> tick(RolloutTick tick, RolloutTick.Judgement stored) {
        if (state == null) {
            return Optional.empty();
        }
        ticks++;
        Judged judged = Judging.tick(plan, state, tick, stored.progress());
        state = judged.state();
        return Optional.of(new Again(stored.progress(), judged));
    }

    /// Asks at the time of a decision; empty before the first step, and for one that the guard did not make.
    Optional<Again> time(RolloutDecision noted) {
        Progress progress = noted.progress();
        return progress == null || state == null
                ? Optional.empty()
                : Optional.of(new Again(progress, Judging.time(plan, state, progress, noted.at())));
    }

    /// Goes where the decision leads, if that is another step.
    void follow(Again decided, Instant at) {
        if (state != null && decided.step() != decided.progress().step()) {
            state = GuardEngine.stepChanged(plan, state, decided.step(), at);
        }
    }

    /// The evidence of the step begins afresh; nothing to do before the first step.
    void restartStep(Instant at) {
        if (state != null) {
            state = GuardEngine.stepRestarted(plan, state, at);
        }
    }

    /// Number of ticks taken in.
    long ticks() {
        return ticks;
    }

    /// The evidence so far; null before the first step.
    @Nullable
    GuardState state() {
        return state;
    }
}
