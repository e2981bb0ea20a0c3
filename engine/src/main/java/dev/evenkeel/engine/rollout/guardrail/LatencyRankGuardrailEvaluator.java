// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyRankGuardrail;
import java.util.Map;
import java.util.TreeMap;

/// The evaluator of the whole latency distribution: tests where trials rank among control's latencies of
/// earlier ticks. Rollback only.
final class LatencyRankGuardrailEvaluator implements PerFlagRevisionEvaluator, RollbackOnlyEvaluator {
    private final LatencyRankGuardrail guardrail;
    private final long seedSamples;
    private final RankGuard guard = RankGuard.restartingRollback();
    private final PerFlagRevisionEvidence chapters = new PerFlagRevisionEvidence(guard.mixture());

    /// @param seedSamples minimum number of control latencies before the first evaluation
    LatencyRankGuardrailEvaluator(LatencyRankGuardrail guardrail, long seedSamples) {
        this.guardrail = guardrail;
        this.seedSamples = seedSamples;
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
        return "overall latency is higher on the candidate than on control"
                + QuantityFormatter.formatTolerance(guardrail.rollbackRatio());
    }

    @Override
    public PerFlagRevisionEvidence evidence() {
        return chapters;
    }

    @Override
    public void addRollbackEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        if (baseline.trials() < seedSamples) {
            return;
        }
        double[] ranks = baseline.ranks();
        inOrder(tick.control()).forEach((bin, trials) -> guard.observeControl(share, ranks[bin], trials));
        double ratio = guardrail.rollbackRatio();
        inOrder(tick.candidate())
                .forEach((bin, trials) ->
                        guard.observeCandidate(share, ranks[SlowLatencyBins.toleratedBin(bin, ratio)], trials));
    }

    /* The last bit of a sum of logarithms depends on the order; a fixed order makes replay exact. */
    private static Map<Integer, Long> inOrder(VariantTickEvidence evidence) {
        return new TreeMap<>(evidence.trialLatency());
    }
}
