// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyRankGuardrail;
import java.util.Map;
import java.util.TreeMap;

/// Watches latency as a whole: where do trials rank among control's latencies of earlier ticks? Proves
/// nothing.
final class LatencyRankGuardrailEvaluator implements PerRevisionEvaluator, RollbackOnlyEvaluator {
    private final LatencyRankGuardrail guardrail;
    private final long seedSamples;
    private final RankGuard guard = RankGuard.restartingRollback();
    private final PerRevisionEvidence chapters = new PerRevisionEvidence(guard.mixture());

    /// @param seedSamples control latencies without which nothing is judged
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
    public String harm() {
        double r = guardrail.rollbackRatio();
        return "the candidate is slower as a whole than "
                + (r == 1 ? "control" : QuantityFormatter.number(r) + "x control");
    }

    @Override
    public PerRevisionEvidence chapters() {
        return chapters;
    }

    @Override
    public void watch(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference) {
        if (reference.trials() < seedSamples) {
            return;
        }
        double[] ranks = reference.ranks();
        inOrder(tick.control()).forEach((bin, trials) -> guard.control(share, ranks[bin], trials));
        double ratio = guardrail.rollbackRatio();
        inOrder(tick.candidate())
                .forEach((bin, trials) -> guard.candidate(share, ranks[LatencyThreshold.forgiven(bin, ratio)], trials));
    }

    /* Sums of logarithms depend on their order in the last bit, and replay must not. */
    private static Map<Integer, Long> inOrder(VariantEvidence evidence) {
        return new TreeMap<>(evidence.trialLatency());
    }
}
