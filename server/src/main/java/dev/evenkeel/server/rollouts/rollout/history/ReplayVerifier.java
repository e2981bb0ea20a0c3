// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.history.GuardReplayer.ReplayedDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replay of a rollout from its stored ticks that compares states and decisions.
final class ReplayVerifier implements RolloutHistoryVisitor {
    private static final int MOST_DIFFERENCES = 20;

    private final GuardReplayer guard;
    private final List<String> differences = new ArrayList<>();

    ReplayVerifier(RolloutPlan plan) {
        this.guard = new GuardReplayer(plan);
    }

    @Override
    public void visitStart(LatencyHistogram seed, RolloutDecision start) {
        guard.start(seed, start.at());
    }

    @Override
    public void visitTick(RolloutTick tick, @Nullable RolloutDecision decision) {
        RolloutTick.Evaluation stored = tick.evaluation();
        if (stored == null) {
            return;
        }
        String where = "tick " + tick.number();
        guard.replayTick(tick, stored).ifPresent(again -> {
            compare(where + ", state", stored.stateDigest(), again.state().digest());
            compare(where + ", evidence", stored.evidence(), TickEvidenceStrength.of(again.decision()));
            compareDecision(where, again, decision);
        });
    }

    @Override
    public void visitStepRestart(RolloutDecision decision) {
        guard.restartStep(decision.at());
    }

    @Override
    public void visitDecision(RolloutDecision decision) {
        guard.replayDecision(decision)
                .ifPresent(again -> compareDecision("decision " + decision.number(), again, decision));
    }

    /// Completes the replay and compares the final state.
    ReplayResponse finish(@Nullable RolloutGuardState stored) {
        RolloutGuardState state = guard.state();
        if (stored != null && (state == null || !Arrays.equals(state.toBytes(), stored.toBytes()))) {
            differ("the final state differs");
        }
        return new ReplayResponse(
                guard.tickCount(), differences.isEmpty(), differences.isEmpty() ? null : List.copyOf(differences));
    }

    private void compareDecision(String where, ReplayedDecision again, @Nullable RolloutDecision decision) {
        if (decision == null) {
            compare(where, RolloutDecisionKind.HOLD, again.kind());
            return;
        }
        compare(where, decision.kind(), again.kind());
        /* The reason of a hold contains forecasts, and its wording differs between versions. */
        if (decision.kind() != RolloutDecisionKind.HOLD && !decision.reason().startsWith(again.reason())) {
            differ(where + ": stored \"" + decision.reason() + "\", replayed \"" + again.reason() + "\"");
        }
        compare(where + ", next step", decision.toStep(), again.step());
        guard.applyStepChange(again, decision.at());
    }

    private void compare(String what, Object stored, Object now) {
        if (!stored.equals(now)) {
            differ(what + ": stored " + stored + ", replayed " + now);
        }
    }

    private void differ(String difference) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(difference);
        }
    }
}
