// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.LatencySketch;
import dev.evenkeel.engine.rollout.Ruling;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.PlanJson;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.Standing;
import dev.evenkeel.server.rollouts.rollout.history.Rejudging.Again;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfReport.Difference;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfReport.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout's stored ticks judged under another plan, until the first decision that differs. Confined to one
/// thread.
final class WhatIf implements Walk {
    private final RolloutPlan plan;
    private final Rejudging guard;
    private final List<Said> decisions = new ArrayList<>();
    private @Nullable Ruling last;
    private @Nullable Difference difference;
    private String end = "no decision differs, as far as the rollout has come";

    WhatIf(RolloutPlan plan) {
        this.plan = plan;
        this.guard = new Rejudging(plan);
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
        guard.begin(seed, start.at());
    }

    @Override
    public void tick(RolloutTick tick, @Nullable RolloutDecision noted) {
        RolloutTick.Judgement stored = tick.judgement();
        if (stored == null || difference != null) {
            return;
        }
        guard.tick(tick, stored).ifPresent(again -> {
            last = again.judged().ruling();
            compare(again, noted, new Moment(tick.number(), tick.at()));
        });
    }

    @Override
    public void restartStep(RolloutDecision noted) {
        guard.restartStep(noted.at());
    }

    @Override
    public void time(RolloutDecision noted) {
        if (difference == null) {
            guard.time(noted).ifPresent(again -> compare(again, noted, new Moment(noted.tick(), noted.at())));
        }
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
                guard.ticks(),
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

    private void compare(Again again, @Nullable RolloutDecision noted, Moment moment) {
        Said would = said(again);
        Said was = noted != null
                ? said(noted)
                : at(DecisionKind.HOLD, again.progress().step(), "nothing new was decided");
        if (differs(was, would)) {
            difference = new Difference(moment.tick(), moment.at(), was, would);
            return;
        }
        if (would.kind() != DecisionKind.HOLD) {
            decisions.add(would);
        }
        guard.follow(again, moment.at());
    }

    /* Reasons differ with every margin; what counts is where the rollout goes. */
    private static boolean differs(Said was, Said would) {
        return was.kind() != would.kind()
                || was.step() != would.step()
                || was.exposure().compareTo(would.exposure()) != 0;
    }

    private Said said(Again again) {
        return again.kind() == DecisionKind.ROLL_BACK
                ? new Said(again.kind(), again.step(), PlanJson.percent(Percent.NONE), again.reason())
                : at(again.kind(), again.step(), again.reason());
    }

    private Said at(DecisionKind kind, int step, String reason) {
        return new Said(kind, step, PlanJson.percent(plan.steps().get(step).exposure()), reason);
    }

    private static Said said(RolloutDecision decision) {
        return new Said(decision.kind(), decision.toStep(), PlanJson.percent(decision.exposure()), decision.reason());
    }

    private record Moment(long tick, Instant at) {}
}
