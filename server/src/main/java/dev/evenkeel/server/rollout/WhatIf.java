// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.Decision;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.GuardState;
import dev.evenkeel.engine.rollout.Progress;
import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.engine.rollout.Ruling;
import dev.evenkeel.files.plan.PlanJson;
import dev.evenkeel.flag.Percent;
import dev.evenkeel.server.rollout.Judging.Judged;
import dev.evenkeel.server.rollout.WhatIfReport.Difference;
import dev.evenkeel.server.rollout.WhatIfReport.Said;
import dev.evenkeel.telemetry.LatencySketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout's stored ticks judged under another plan, until the first decision that differs. The guard is asked when
/// it
/// was asked: at each tick, and whenever time alone led to a decision. Confined to one thread.
final class WhatIf implements Walk {
    private final RolloutPlan plan;
    private final List<Said> decisions = new ArrayList<>();
    private @Nullable GuardState state;
    private @Nullable Ruling last;
    private @Nullable Difference difference;
    private String end = "no decision differs, as far as the rollout has come";
    private long ticks;

    WhatIf(RolloutPlan plan) {
        this.plan = plan;
    }

    @Override
    public void start(LatencySketch seed, RolloutDecision start) {
        Said begun = said(start);
        Said would = at(DecisionKind.START, 0, "the plan begins there");
        if (differs(begun, would)) {
            difference = new Difference(start.tick(), start.at(), begun, would);
            return;
        }
        decisions.add(would);
        state = Judging.begin(plan, seed, start.at());
    }

    @Override
    public void tick(RolloutTick tick, @Nullable RolloutDecision noted) {
        RolloutTick.Judgement stored = tick.judgement();
        if (stored == null || state == null || difference != null) {
            return;
        }
        ticks++;
        Judged judged = Judging.tick(plan, state, tick, stored.progress());
        state = judged.state();
        last = judged.ruling();
        compare(judged.ruling(), stored.progress(), noted, new Moment(tick.number(), tick.at()));
    }

    @Override
    public void time(RolloutDecision noted) {
        Progress progress = noted.progress();
        if (progress == null || state == null || difference != null) {
            return;
        }
        Ruling ruling = Judging.time(plan, state, progress, noted.at()).ruling();
        compare(ruling, progress, noted, new Moment(noted.tick(), noted.at()));
    }

    @Override
    public void abort(RolloutDecision abort) {
        if (difference == null) {
            end = "until a person ended it, no decision differs";
        }
    }

    WhatIfReport end() {
        return new WhatIfReport(
                true,
                PlanJson.of(plan),
                ticks,
                difference == null,
                last == null
                        ? null
                        : new Standing.Rollback(
                                Standing.log10(last.logRollback()), Standing.log10(last.logRollbackThreshold())),
                decisions,
                difference,
                "Hypothetical: "
                        + (difference == null
                                ? end + "."
                                : "from the first decision that differs on, other exposures would have brought other"
                                        + " outcomes, so it ends there."));
    }

    private void compare(Ruling ruling, Progress progress, @Nullable RolloutDecision noted, Moment moment) {
        Said would = said(ruling.decision(), progress.step());
        Said was = noted != null ? said(noted) : at(DecisionKind.HOLD, progress.step(), "nothing new was decided");
        if (differs(was, would)) {
            difference = new Difference(moment.tick(), moment.at(), was, would);
            return;
        }
        if (would.kind() != DecisionKind.HOLD) {
            decisions.add(would);
        }
        if (state != null && noted != null && would.step() != progress.step()) {
            state = GuardEngine.stepChanged(plan, state, would.step(), noted.at());
        }
    }

    /* Reasons differ with every margin; what counts is where the rollout goes. */
    private static boolean differs(Said was, Said would) {
        return was.kind() != would.kind()
                || was.step() != would.step()
                || was.exposure().compareTo(would.exposure()) != 0;
    }

    private Said said(Decision decision, int step) {
        return switch (decision) {
            case Decision.Hold hold -> at(DecisionKind.HOLD, step, hold.reason());
            case Decision.Advance advance -> at(DecisionKind.ADVANCE, advance.toStep(), advance.reason());
            case Decision.StepBack back -> at(DecisionKind.STEP_BACK, back.toStep(), back.reason());
            case Decision.Complete complete -> at(DecisionKind.COMPLETE, step, complete.reason());
            case Decision.RollBack back ->
                new Said(DecisionKind.ROLL_BACK, step, PlanJson.percent(Percent.NONE), back.reason());
        };
    }

    private Said at(DecisionKind kind, int step, String reason) {
        return new Said(kind, step, PlanJson.percent(plan.steps().get(step).exposure()), reason);
    }

    private static Said said(RolloutDecision decision) {
        return new Said(decision.kind(), decision.toStep(), PlanJson.percent(decision.exposure()), decision.reason());
    }

    private record Moment(long tick, Instant at) {}
}
