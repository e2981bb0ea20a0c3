// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantMetricTickEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;

/// The evaluator of the mean score of trials that have a value. Uses the realised share of those trials in
/// each tick, as each belongs to a different unit: a variant in which fewer calls have a value is not worse
/// for that.
final class ValueGuardrailEvaluator implements PerFlagRevisionEvaluator, RollbackOnlyEvaluator {
    private final ValueGuardrail guardrail;
    private final RatioGuard rollback;
    private final PerFlagRevisionEvidence chapters;

    ValueGuardrailEvaluator(ValueGuardrail guardrail) {
        this.guardrail = guardrail;
        this.rollback = RatioGuard.restartingRollback(guardrail.rollbackRatio(), 0);
        this.chapters = new PerFlagRevisionEvidence(rollback.mixture());
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
    public String describeHarm() {
        String worse = guardrail.worse() == ValueGuardrail.HarmDirection.HIGHER ? "higher" : "lower";
        return "the mean is " + worse + " on the candidate than on control"
                + QuantityFormatter.formatTolerance(guardrail.rollbackRatio());
    }

    @Override
    public PerFlagRevisionEvidence evidence() {
        return chapters;
    }

    @Override
    public void addRollbackEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        VariantMetricTickEvidence control = tick.control().metric(guardrail.metric());
        VariantMetricTickEvidence candidate = tick.candidate().metric(guardrail.metric());
        TrialCounts trials = new TrialCounts(control.scored(), 0, candidate.scored(), 0);
        if (trials.isOneSided()) {
            return;
        }
        CandidateShare realised = CandidateShare.observed(trials);
        if (guardrail.worse() == ValueGuardrail.HarmDirection.HIGHER) {
            rollback.observeScores(realised, control.scoreSum(), candidate.scoreSum());
        } else {
            rollback.observeScores(realised.swap(), candidate.scoreSum(), control.scoreSum());
        }
    }
}
