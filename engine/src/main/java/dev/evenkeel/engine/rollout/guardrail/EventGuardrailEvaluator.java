// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;

/// The evaluator that compares with control how many units have an event for the first time, or how many
/// units of a traffic slice fail. Spans all revisions.
final class EventGuardrailEvaluator implements WholeRolloutEvaluator, RollbackOnlyEvaluator {
    private final CustomMetricGuardrail guardrail;
    private final double rollbackRatio;
    private final double perUnit;
    private final RatioGuard rollback;

    /// @param perUnit maximum count of one unit; a single count is that fraction of a unit
    EventGuardrailEvaluator(CustomMetricGuardrail guardrail, double rollbackRatio, long perUnit) {
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
    public String describeHarm() {
        String more = guardrail instanceof SliceGuardrail slice
                ? "more units of " + slice.slice() + " fail on the candidate than on control"
                : "more units are affected on the candidate than on control";
        return more + QuantityFormatter.formatTolerance(rollbackRatio);
    }

    @Override
    public RatioGuard rollbackGuard() {
        return rollback;
    }

    private double unitsOf(VariantTickEvidence evidence) {
        return evidence.metric(guardrail.metric()).units() / perUnit;
    }

    @Override
    public void addLateEvidence(CandidateShare share, EvidenceTick tick) {
        rollback.observeScores(share, unitsOf(tick.control()), unitsOf(tick.candidate()));
    }
}
