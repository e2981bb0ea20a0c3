// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.MetricEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;

/// Watches the mean score of trials that have a value. Each trial is another unit's, so the share of a
/// tick is the realised one of those trials: a variant in which fewer calls have a value is not worse
/// for that.
final class ValueGuardrailEvaluator implements PerRevisionEvaluator, RollbackOnlyEvaluator {
    private final ValueGuardrail guardrail;
    private final RatioGuard rollback;
    private final PerRevisionEvidence chapters;

    ValueGuardrailEvaluator(ValueGuardrail guardrail) {
        this.guardrail = guardrail;
        this.rollback = RatioGuard.restartingRollback(guardrail.rollbackRatio(), 0);
        this.chapters = new PerRevisionEvidence(rollback.mixture());
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
        String worse = guardrail.worse() == ValueGuardrail.HarmDirection.HIGHER ? "higher" : "lower";
        return "the mean is " + worse + " on the candidate than on control"
                + QuantityFormatter.tolerated(guardrail.rollbackRatio());
    }

    @Override
    public PerRevisionEvidence chapters() {
        return chapters;
    }

    @Override
    public void watch(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference) {
        MetricEvidence control = tick.control().metric(guardrail.metric());
        MetricEvidence candidate = tick.candidate().metric(guardrail.metric());
        TrialCounts trials = new TrialCounts(control.scored(), 0, candidate.scored(), 0);
        if (trials.oneSided()) {
            return;
        }
        CandidateShare realised = CandidateShare.realised(trials);
        if (guardrail.worse() == ValueGuardrail.HarmDirection.HIGHER) {
            rollback.observeScores(realised, control.fullScores(), candidate.fullScores());
        } else {
            rollback.observeScores(realised.swapped(), candidate.fullScores(), control.fullScores());
        }
    }
}
