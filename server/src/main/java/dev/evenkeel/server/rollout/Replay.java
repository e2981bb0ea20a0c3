// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.Decision;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.GuardState;
import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.engine.rollout.Ruling;
import dev.evenkeel.server.rollout.Judging.Judged;
import dev.evenkeel.telemetry.LatencySketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout judged again from its stored ticks. Confined to one thread.
final class Replay implements Walk {
    private static final int MOST_DIFFERENCES = 20;

    private final RolloutPlan plan;
    private final List<String> differences = new ArrayList<>();
    private @Nullable GuardState state;
    private long ticks;

    Replay(RolloutPlan plan) {
        this.plan = plan;
    }

    @Override
    public void start(LatencySketch seed, RolloutDecision start) {
        state = Judging.begin(plan, seed, start.at());
    }

    @Override
    public void tick(RolloutTick tick, @Nullable RolloutDecision noted) {
        RolloutTick.Judgement stored = tick.judgement();
        if (stored == null || state == null) {
            return;
        }
        ticks++;
        Judged judged = Judging.tick(plan, state, tick, stored.progress());
        state = judged.state();
        compare("tick " + tick.number() + ", state", stored.stateDigest(), Judging.digest(state));
        compare("tick " + tick.number() + ", evidence", stored.evidence(), TickEvidence.of(judged.ruling()));
        decision("tick " + tick.number(), judged.ruling(), noted);
    }

    @Override
    public void time(RolloutDecision noted) {
        if (noted.progress() == null || state == null) {
            return;
        }
        Ruling ruling = Judging.time(plan, state, noted.progress(), noted.at()).ruling();
        decision("decision " + noted.number(), ruling, noted);
    }

    /// The end of what is stored.
    ReplayReport end(@Nullable GuardState stored) {
        if (stored != null && (state == null || !Arrays.equals(state.toBytes(), stored.toBytes()))) {
            differ("the last state differs");
        }
        return new ReplayReport(ticks, differences.isEmpty(), differences);
    }

    private void decision(String where, Ruling ruling, @Nullable RolloutDecision noted) {
        Decision decision = ruling.decision();
        DecisionKind kind = kind(decision);
        if (noted == null) {
            compare(where, DecisionKind.HOLD, kind);
            return;
        }
        compare(where, noted.kind(), kind);
        if (!noted.reason().startsWith(decision.reason())) {
            differ(where + ": said \"" + noted.reason() + "\", now \"" + decision.reason() + "\"");
        }
        if (decision instanceof Decision.Advance advance) {
            moveTo(advance.toStep(), where, noted);
        } else if (decision instanceof Decision.StepBack back) {
            moveTo(back.toStep(), where, noted);
        }
    }

    private void moveTo(int step, String where, RolloutDecision noted) {
        compare(where + ", next step", noted.toStep(), step);
        if (state != null) {
            state = GuardEngine.stepChanged(plan, state, step, noted.at());
        }
    }

    private static DecisionKind kind(Decision decision) {
        return switch (decision) {
            case Decision.Hold ignored -> DecisionKind.HOLD;
            case Decision.Advance ignored -> DecisionKind.ADVANCE;
            case Decision.StepBack ignored -> DecisionKind.STEP_BACK;
            case Decision.RollBack ignored -> DecisionKind.ROLL_BACK;
            case Decision.Complete ignored -> DecisionKind.COMPLETE;
        };
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
