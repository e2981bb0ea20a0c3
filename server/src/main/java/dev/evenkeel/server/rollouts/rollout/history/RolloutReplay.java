// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.TickEvidenceSummary;
import dev.evenkeel.server.rollouts.rollout.guard.GuardEvaluation;
import dev.evenkeel.server.rollouts.rollout.history.GuardReplayer.ReplayedDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout judged again from its stored ticks. Confined to one thread.
final class RolloutReplay implements RolloutHistoryVisitor {
    private static final int MOST_DIFFERENCES = 20;

    private final GuardReplayer guard;
    private final List<String> differences = new ArrayList<>();

    RolloutReplay(RolloutPlan plan) {
        this.guard = new GuardReplayer(plan);
    }

    @Override
    public void start(LatencyHistogram seed, RolloutDecision start) {
        guard.begin(seed, start.at());
    }

    @Override
    public void tick(RolloutTick tick, @Nullable RolloutDecision noted) {
        RolloutTick.Evaluation stored = tick.judgement();
        if (stored == null) {
            return;
        }
        String where = "tick " + tick.number();
        guard.tick(tick, stored).ifPresent(again -> {
            compare(
                    where + ", state",
                    stored.stateDigest(),
                    GuardEvaluation.digest(again.judged().state()));
            compare(
                    where + ", evidence",
                    stored.evidence(),
                    TickEvidenceSummary.of(again.judged().ruling()));
            decision(where, again, noted);
        });
    }

    @Override
    public void restartStep(RolloutDecision noted) {
        guard.restartStep(noted.at());
    }

    @Override
    public void time(RolloutDecision noted) {
        guard.time(noted).ifPresent(again -> decision("decision " + noted.number(), again, noted));
    }

    /// The end of what is stored.
    ReplayReport end(@Nullable GuardState stored) {
        GuardState state = guard.state();
        if (stored != null && (state == null || !Arrays.equals(state.toBytes(), stored.toBytes()))) {
            differ("the last state differs");
        }
        return new ReplayReport(guard.ticks(), differences.isEmpty(), differences);
    }

    private void decision(String where, ReplayedDecision again, @Nullable RolloutDecision noted) {
        if (noted == null) {
            compare(where, RolloutDecisionKind.HOLD, again.kind());
            return;
        }
        compare(where, noted.kind(), again.kind());
        /* A hold's reason is an explanation for people, with forecasts, and versions word it differently. */
        if (noted.kind() != RolloutDecisionKind.HOLD && !noted.reason().startsWith(again.reason())) {
            differ(where + ": said \"" + noted.reason() + "\", now \"" + again.reason() + "\"");
        }
        compare(where + ", next step", noted.toStep(), again.step());
        guard.follow(again, noted.at());
    }

    private void compare(String what, Object stored, Object now) {
        if (!stored.equals(now)) {
            differ(what + ": was " + stored + ", now " + now);
        }
    }

    private void differ(String difference) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(difference);
        }
    }
}
