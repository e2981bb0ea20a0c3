// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.TickEvidenceStrength;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// The calls to the decision logic, shared by the guard and by the replay of stored ticks. Pure functions.
public final class GuardCalculations {
    private GuardCalculations() {}

    /// The result of one evaluation.
    ///
    /// @param state evidence after the evaluation
    public record EvaluationResult(RolloutGuardState state, GuardDecision decision) {
        RolloutTick.Evaluation toTickEvaluation(GuardDecisionInputs inputs) {
            return new RolloutTick.Evaluation(inputs, TickEvidenceStrength.of(decision), digest(state));
        }
    }

    /// Creates the state at the start of the first step.
    public static RolloutGuardState start(RolloutPlan plan, LatencyHistogram seed, Instant at) {
        Map<Integer, Long> bins = new HashMap<>();
        seed.forEachBin(bins::put);
        return GuardEngine.start(plan, bins, at);
    }

    /// Evaluates one more tick.
    public static EvaluationResult evaluateTick(
            RolloutPlan plan, RolloutGuardState before, RolloutTick tick, GuardDecisionInputs inputs) {
        RolloutGuardState state = GuardEngine.observe(plan, before, tick.toEvidenceTick(), tick.at());
        return new EvaluationResult(state, GuardEngine.decide(plan, inputs, state, tick.at()));
    }

    /// Evaluates again without new evidence, because time has passed.
    public static EvaluationResult evaluateTime(
            RolloutPlan plan, RolloutGuardState state, GuardDecisionInputs inputs, Instant now) {
        return new EvaluationResult(state, GuardEngine.decide(plan, inputs, state, now));
    }

    public static String digest(RolloutGuardState state) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(state.toBytes());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
