// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.RatioGuard;
import dev.evenkeel.stats.Share;

/// Watches to how many units an event happens for the first time, or how many of a slice fail, against
/// control. Spans all revisions.
final class EventWatch implements RollbackOnly {
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
    public double logRollback() {
        return rollback.mixture().logE();
    }

    @Override
    public double[] rollbackState() {
        return rollback.mixture().state();
    }

    @Override
    public void restoreRollback(double[] state) {
        rollback.mixture().restore(state);
    }

    @Override
    public void restart() {
        rollback.mixture().restart();
    }

    @Override
    public void revisionChanged() {
        // a unit's first event is counted once per rollout, so one process spans all revisions
    }

    @Override
    public void watch(Share share, Tick tick, LatencyReference reference) {
        watchLate(share, tick);
    }

    private double units(VariantEvidence evidence) {
        return evidence.metric(guardrail.metric()).units() / perUnit;
    }

    @Override
    public void watchLate(Share share, Tick tick) {
        rollback.observeScores(share, units(tick.control()), units(tick.candidate()));
    }
}
