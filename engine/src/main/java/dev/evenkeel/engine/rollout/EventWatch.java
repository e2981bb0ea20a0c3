// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.RatioGuard;
import dev.evenkeel.stats.Share;
import dev.evenkeel.stats.Trials;

/// Watches to how many units an event happens for the first time, against control. Spans all revisions.
final class EventWatch implements RollbackOnly {
    private final EventGuardrail guardrail;
    private final RatioGuard rollback;

    EventWatch(EventGuardrail guardrail) {
        this.guardrail = guardrail;
        this.rollback = RatioGuard.restartingRollback(guardrail.rollbackRatio(), 0);
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
        return "it happens to more units on the candidate than on control" + Words.tolerated(guardrail.rollbackRatio());
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

    @Override
    public void watchLate(Share share, Tick tick) {
        rollback.observe(
                share,
                Trials.failures(
                        tick.control().metric(guardrail.metric()).units(),
                        tick.candidate().metric(guardrail.metric()).units()));
    }
}
