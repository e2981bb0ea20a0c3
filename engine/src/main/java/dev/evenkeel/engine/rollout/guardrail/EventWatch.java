// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.format.Words;
import dev.evenkeel.engine.rollout.evidence.Tick;
import dev.evenkeel.engine.rollout.evidence.VariantEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;

/// Watches to how many units an event happens for the first time, or how many of a slice fail, against
/// control. Spans all revisions.
final class EventWatch implements SpanningWatch, RollbackOnly {
    private final MetricGuardrail guardrail;
    private final double rollbackRatio;
    private final double perUnit;
    private final RatioGuard rollback;

    /// @param perUnit most counts of one unit: a count is that part of a unit
    EventWatch(MetricGuardrail guardrail, double rollbackRatio, long perUnit) {
        this.guardrail = guardrail;
        this.rollbackRatio = rollbackRatio;
        this.perUnit = perUnit;
        this.rollback = RatioGuard.restartingRollback(rollbackRatio, 0);
    }

    @Override
    public String name() {
        return guardrail.name();
    }

    @Override
    public double weight() {
        return guardrail.weight();
    }

    @Override
    public GuardrailAction action() {
        return guardrail.action();
    }

    @Override
    public String harm() {
        String more = guardrail instanceof SliceGuardrail slice
                ? "more units of " + slice.slice() + " fail on the candidate than on control"
                : "it happens to more units on the candidate than on control";
        return more + Words.tolerated(rollbackRatio);
    }

    @Override
    public RatioGuard rollback() {
        return rollback;
    }

    private double units(VariantEvidence evidence) {
        return evidence.metric(guardrail.metric()).units() / perUnit;
    }

    @Override
    public void watchLate(Share share, Tick tick) {
        rollback.observeScores(share, units(tick.control()), units(tick.candidate()));
    }
}
