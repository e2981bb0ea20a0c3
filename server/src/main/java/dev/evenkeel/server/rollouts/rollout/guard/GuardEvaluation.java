// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.TickEvidenceSummary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// How the guard is asked: the same pure functions when a tick arrives and when it is replayed.
public final class GuardEvaluation {
    private GuardEvaluation() {}

    /// What the guard knew and said.
    ///
    /// @param state its evidence
    /// @param ruling its word
    public record EvaluationResult(GuardState state, GuardDecision ruling) {
        RolloutTick.Evaluation of(RolloutProgress progress) {
            return new RolloutTick.Evaluation(progress, TickEvidenceSummary.of(ruling), digest(state));
        }
    }

    /// The state at the start of the first step.
    public static GuardState begin(RolloutPlan plan, LatencyHistogram seed, Instant at) {
        Map<Integer, Long> bins = new HashMap<>();
        seed.forEachBin(bins::put);
        return GuardEngine.start(plan, bins, at);
    }

    /// The word after one more tick.
    public static EvaluationResult tick(
            RolloutPlan plan, GuardState before, RolloutTick tick, RolloutProgress progress) {
        GuardState state = GuardEngine.observe(plan, before, tick.asEvidence(), tick.at());
        return new EvaluationResult(state, GuardEngine.decide(plan, progress, state, tick.at()));
    }

    /// The word when only time has passed.
    public static EvaluationResult time(RolloutPlan plan, GuardState state, RolloutProgress progress, Instant now) {
        return new EvaluationResult(state, GuardEngine.decide(plan, progress, state, now));
    }

    public static String digest(GuardState state) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(state.toBytes());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
