// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.api.RolloutApi.ActualOrHypotheticalDecision;
import dev.evenkeel.api.RolloutApi.Difference;
import dev.evenkeel.api.RolloutApi.WhatIfResponse;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.history.GuardReplayer.ReplayedDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replay of a rollout's stored ticks under another plan, up to the first decision that differs.
final class WhatIfReplay implements RolloutHistoryVisitor {
    private final RolloutPlan plan;
    private final GuardReplayer guard;
    private final List<ActualOrHypotheticalDecision> decisions = new ArrayList<>();
    private @Nullable GuardDecision last;
    private @Nullable Difference difference;
    private String end = "no decision differs so far";

    WhatIfReplay(RolloutPlan plan) {
        this.plan = plan;
        this.guard = new GuardReplayer(plan);
    }

    @Override
    public void visitStart(LatencyHistogram seed, RolloutDecision start) {
        ActualOrHypotheticalDecision was = toSummary(start);
        ActualOrHypotheticalDecision would = summaryAt(RolloutDecisionKind.START, 0, "first step of the plan");
        if (differs(was, would)) {
            difference = new Difference(start.tick(), start.at(), was, would);
            return;
        }
        decisions.add(would);
        guard.start(seed, start.at());
    }

    @Override
    public void visitTick(RolloutTick tick, @Nullable RolloutDecision decision) {
        RolloutTick.Evaluation stored = tick.evaluation();
        if (stored == null || difference != null) {
            return;
        }
        guard.replayTick(tick, stored).ifPresent(again -> {
            last = again.decision();
            compare(again, decision, new ReplayPosition(tick.number(), tick.at()));
        });
    }

    @Override
    public void visitStepRestart(RolloutDecision decision) {
        guard.restartStep(decision.at());
    }

    @Override
    public void visitDecision(RolloutDecision decision) {
        if (difference == null) {
            guard.replayDecision(decision)
                    .ifPresent(again -> compare(again, decision, new ReplayPosition(decision.tick(), decision.at())));
        }
    }

    @Override
    public void visitAbort(RolloutDecision abort) {
        if (difference == null) {
            end = "no decision differs before the abort";
        }
    }

    WhatIfResponse finish() {
        return new WhatIfResponse(
                true,
                plan,
                guard.tickCount(),
                difference == null,
                last == null
                        ? null
                        : new GuardrailStatuses.CombinedRollbackEvidence(
                                GuardrailStatuses.toLog10(last.logRollback()),
                                GuardrailStatuses.toLog10(last.logRollbackThreshold())),
                decisions,
                difference,
                "Hypothetical: "
                        + (difference == null
                                ? end + "."
                                : "it ends at the first decision that differs, because a different exposure would have"
                                        + " produced different outcomes."));
    }

    private void compare(ReplayedDecision again, @Nullable RolloutDecision decision, ReplayPosition moment) {
        ActualOrHypotheticalDecision would = toSummary(again);
        ActualOrHypotheticalDecision was = decision != null
                ? toSummary(decision)
                : summaryAt(RolloutDecisionKind.HOLD, again.progress().step(), "no new decision");
        if (differs(was, would)) {
            difference = new Difference(moment.tick(), moment.at(), was, would);
            return;
        }
        if (would.kind() != RolloutDecisionKind.HOLD) {
            decisions.add(would);
        }
        guard.applyStepChange(again, moment.at());
    }

    /* Reasons differ with every margin; only the movement of the rollout is compared. */
    private static boolean differs(ActualOrHypotheticalDecision was, ActualOrHypotheticalDecision would) {
        return was.kind() != would.kind()
                || was.step() != would.step()
                || was.exposure().compareTo(would.exposure()) != 0;
    }

    private ActualOrHypotheticalDecision toSummary(ReplayedDecision again) {
        return again.kind() == RolloutDecisionKind.ROLL_BACK
                ? new ActualOrHypotheticalDecision(
                        again.kind(), again.step(), Percent.NONE.toBigDecimal(), again.reason())
                : summaryAt(again.kind(), again.step(), again.reason());
    }

    private ActualOrHypotheticalDecision summaryAt(RolloutDecisionKind kind, int step, String reason) {
        return new ActualOrHypotheticalDecision(
                kind, step, plan.steps().get(step).exposure().toBigDecimal(), reason);
    }

    private static ActualOrHypotheticalDecision toSummary(RolloutDecision decision) {
        return new ActualOrHypotheticalDecision(
                decision.kind(), decision.toStep(), decision.exposure().toBigDecimal(), decision.reason());
    }

    private record ReplayPosition(long tick, Instant at) {}
}
