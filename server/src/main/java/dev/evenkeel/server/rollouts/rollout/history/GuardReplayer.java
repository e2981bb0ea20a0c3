// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.guard.GuardEvaluation;
import dev.evenkeel.server.rollouts.rollout.guard.GuardEvaluation.EvaluationResult;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The guard asked again, under some plan, when it was asked: at each stored tick that was judged, and whenever
/// time alone led to a decision. Confined to one thread.
final class GuardReplayer {
    private final RolloutPlan plan;
    private @Nullable GuardState state;
    private long ticks;

    GuardReplayer(RolloutPlan plan) {
        this.plan = plan;
    }

    /// What the guard says now.
    ///
    /// @param progress what the clock knew then
    record ReplayedDecision(RolloutProgress progress, EvaluationResult judged) {
        RolloutDecisionKind kind() {
            return RolloutDecisionKind.of(decision());
        }

        /// 0-based index of the step after it.
        int step() {
            return decision().stepAfter(progress.step());
        }

        String reason() {
            return decision().reason();
        }

        private RolloutAction decision() {
            return judged.ruling().decision();
        }
    }

    /// The first step begins.
    void begin(LatencyHistogram seed, Instant at) {
        state = GuardEvaluation.begin(plan, seed, at);
    }

    /// Takes in a tick; empty before the first step.
    ///
    /// @param stored how it was judged
    Optional<ReplayedDecision> tick(RolloutTick tick, RolloutTick.Evaluation stored) {
        if (state == null) {
            return Optional.empty();
        }
        ticks++;
        EvaluationResult judged = GuardEvaluation.tick(plan, state, tick, stored.progress());
        state = judged.state();
        return Optional.of(new ReplayedDecision(stored.progress(), judged));
    }

    /// Asks at the time of a decision; empty before the first step, and for one that the guard did not make.
    Optional<ReplayedDecision> time(RolloutDecision noted) {
        RolloutProgress progress = noted.progress();
        return progress == null || state == null
                ? Optional.empty()
                : Optional.of(new ReplayedDecision(progress, GuardEvaluation.time(plan, state, progress, noted.at())));
    }

    /// Goes where the decision leads, if that is another step.
    void follow(ReplayedDecision decided, Instant at) {
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
