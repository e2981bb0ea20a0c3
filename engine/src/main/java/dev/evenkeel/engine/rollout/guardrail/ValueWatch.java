// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.LatencyReference;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.core.stats.Trials;
import dev.evenkeel.engine.format.Words;
import dev.evenkeel.engine.rollout.evidence.MetricEvidence;
import dev.evenkeel.engine.rollout.evidence.Tick;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;

/// Watches the mean score of trials that have a value. Each trial is another unit's, so the share of a
/// tick is the realised one of those trials: a variant in which fewer calls have a value is not worse
/// for that.
final class ValueWatch implements ChapteredWatch, RollbackOnly {
    private final ValueGuardrail guardrail;
    private final RatioGuard rollback;
    private final Chapters chapters;

    ValueWatch(ValueGuardrail guardrail) {
        this.guardrail = guardrail;
        this.rollback = RatioGuard.restartingRollback(guardrail.rollbackRatio(), 0);
        this.chapters = new Chapters(rollback.mixture());
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
        String worse = guardrail.worse() == ValueGuardrail.Worse.HIGHER ? "higher" : "lower";
        return "the mean is " + worse + " on the candidate than on control"
                + Words.tolerated(guardrail.rollbackRatio());
    }

    @Override
    public Chapters chapters() {
        return chapters;
    }

    @Override
    public void watch(Share share, Tick tick, LatencyReference reference) {
        MetricEvidence control = tick.control().metric(guardrail.metric());
        MetricEvidence candidate = tick.candidate().metric(guardrail.metric());
        Trials trials = new Trials(control.scored(), 0, candidate.scored(), 0);
        if (trials.oneSided()) {
            return;
        }
        Share realised = Share.realised(trials);
        if (guardrail.worse() == ValueGuardrail.Worse.HIGHER) {
            rollback.observeScores(realised, control.fullScores(), candidate.fullScores());
        } else {
            rollback.observeScores(realised.swapped(), candidate.fullScores(), control.fullScores());
        }
    }
}
