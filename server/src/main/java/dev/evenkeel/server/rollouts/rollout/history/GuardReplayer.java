// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A replay of the guard's evaluations under a given plan: of each stored tick that was evaluated, and of each
/// decision that was made because time had passed.
final class GuardReplayer {
    private final RolloutPlan plan;
    private @Nullable RolloutGuardState state;
    private long ticks;

    GuardReplayer(RolloutPlan plan) {
        this.plan = plan;
    }

    /// A replayed decision.
    ///
    /// @param progress stored facts besides the evidence
    /// @param state evidence after the evaluation
    record ReplayedDecision(GuardDecisionInputs progress, RolloutGuardState state, GuardDecision decision) {
        RolloutDecisionKind kind() {
            return RolloutDecisionKind.of(action());
        }

        /// Returns the 0-based index of the step after it.
        int step() {
            return action().stepAfter(progress.step());
        }

        String reason() {
            return action().reason();
        }

        private RolloutAction action() {
            return decision.action();
        }
    }

    /// Starts the first step.
    void start(LatencyHistogram seed, Instant at) {
        state = GuardEngine.start(plan, seed.countsByBin(), at);
    }

    /// Evaluates a tick; empty before the first step.
    ///
    /// @param stored original evaluation of the tick
    Optional<ReplayedDecision> replayTick(RolloutTick tick, RolloutTick.Evaluation stored) {
        if (state == null) {
            return Optional.empty();
        }
        ticks++;
        state = GuardEngine.observe(plan, state, tick.toEvidenceTick(), tick.at());
        return Optional.of(decide(stored.progress(), state, tick.at()));
    }

    /// Evaluates at the time of a decision; empty before the first step, and for decisions that the guard did
    /// not make.
    Optional<ReplayedDecision> replayDecision(RolloutDecision decision) {
        GuardDecisionInputs inputs = decision.progress();
        return inputs == null || state == null ? Optional.empty() : Optional.of(decide(inputs, state, decision.at()));
    }

    private ReplayedDecision decide(GuardDecisionInputs inputs, RolloutGuardState evidence, Instant at) {
        return new ReplayedDecision(inputs, evidence, GuardEngine.decide(plan, inputs, evidence, at));
    }

    /// Moves to the step that the decision leads to, if it is another one.
    void applyStepChange(ReplayedDecision decided, Instant at) {
        if (state != null && decided.step() != decided.progress().step()) {
            state = GuardEngine.changeStep(plan, state, decided.step(), at);
        }
    }

    /// Restarts the evidence of the step; does nothing before the first step.
    void restartStep(Instant at) {
        if (state != null) {
            state = GuardEngine.restartStep(plan, state, at);
        }
    }

    /// Returns the number of evaluated ticks.
    long tickCount() {
        return ticks;
    }

    /// Returns the current state; null before the first step.
    @Nullable
    RolloutGuardState state() {
        return state;
    }
}
