// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.RolloutPlanJson;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.history.GuardReplayer.ReplayedDecision;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfReport.DecisionSummary;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfReport.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout's stored ticks judged under another plan, until the first decision that differs. Confined to one
/// thread.
final class WhatIfReplay implements RolloutHistoryVisitor {
    private final RolloutPlan plan;
    private final GuardReplayer guard;
    private final List<DecisionSummary> decisions = new ArrayList<>();
    private @Nullable GuardDecision last;
    private @Nullable Difference difference;
    private String end = "no decision differs, as far as the rollout has come";

    WhatIfReplay(RolloutPlan plan) {
        this.plan = plan;
        this.guard = new GuardReplayer(plan);
    }

    @Override
    public void start(LatencyHistogram seed, RolloutDecision start) {
        DecisionSummary begun = said(start);
        DecisionSummary would = at(RolloutDecisionKind.START, 0, "the plan begins there");
        if (differs(begun, would)) {
            difference = new Difference(start.tick(), start.at(), begun, would);
            return;
        }
        decisions.add(would);
        guard.begin(seed, start.at());
    }

    @Override
    public void tick(RolloutTick tick, @Nullable RolloutDecision noted) {
        RolloutTick.Evaluation stored = tick.judgement();
        if (stored == null || difference != null) {
            return;
        }
        guard.tick(tick, stored).ifPresent(again -> {
            last = again.judged().ruling();
            compare(again, noted, new ReplayMoment(tick.number(), tick.at()));
        });
    }

    @Override
    public void restartStep(RolloutDecision noted) {
        guard.restartStep(noted.at());
    }

    @Override
    public void time(RolloutDecision noted) {
        if (difference == null) {
            guard.time(noted).ifPresent(again -> compare(again, noted, new ReplayMoment(noted.tick(), noted.at())));
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
                RolloutPlanJson.of(plan),
                guard.ticks(),
                difference == null,
                last == null
                        ? null
                        : new GuardrailStatus.RollbackEvidence(
                                GuardrailStatus.log10(last.logRollback()),
                                GuardrailStatus.log10(last.logRollbackThreshold())),
                decisions,
                difference,
                "Hypothetical: "
                        + (difference == null
                                ? end + "."
                                : "from the first decision that differs on, other exposures would have brought other"
                                        + " outcomes, so it ends there."));
    }

    private void compare(ReplayedDecision again, @Nullable RolloutDecision noted, ReplayMoment moment) {
        DecisionSummary would = said(again);
        DecisionSummary was = noted != null
                ? said(noted)
                : at(RolloutDecisionKind.HOLD, again.progress().step(), "nothing new was decided");
        if (differs(was, would)) {
            difference = new Difference(moment.tick(), moment.at(), was, would);
            return;
        }
        if (would.kind() != RolloutDecisionKind.HOLD) {
            decisions.add(would);
        }
        guard.follow(again, moment.at());
    }

    /* Reasons differ with every margin; what counts is where the rollout goes. */
    private static boolean differs(DecisionSummary was, DecisionSummary would) {
        return was.kind() != would.kind()
                || was.step() != would.step()
                || was.exposure().compareTo(would.exposure()) != 0;
    }

    private DecisionSummary said(ReplayedDecision again) {
        return again.kind() == RolloutDecisionKind.ROLL_BACK
                ? new DecisionSummary(again.kind(), again.step(), RolloutPlanJson.percent(Percent.NONE), again.reason())
                : at(again.kind(), again.step(), again.reason());
    }

    private DecisionSummary at(RolloutDecisionKind kind, int step, String reason) {
        return new DecisionSummary(
                kind, step, RolloutPlanJson.percent(plan.steps().get(step).exposure()), reason);
    }

    private static DecisionSummary said(RolloutDecision decision) {
        return new DecisionSummary(
                decision.kind(), decision.toStep(), RolloutPlanJson.percent(decision.exposure()), decision.reason());
    }

    private record ReplayMoment(long tick, Instant at) {}
}
