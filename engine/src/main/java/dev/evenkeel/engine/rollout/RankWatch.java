// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.RankGuard;
import dev.evenkeel.stats.Share;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/// Watches latency as a whole: where do trials rank among control's latencies of earlier ticks? Proves nothing.
final class RankWatch implements LatencyWatch {
    private static final double[] NO_STATE = {};

    private final RankGuardrail guardrail;
    private final long seedSamples;
    private final RankGuard guard = RankGuard.restartingRollback();
    private final Chapters chapters = new Chapters(guard.mixture());

    /// @param seedSamples control latencies without which nothing is judged
    RankWatch(RankGuardrail guardrail, long seedSamples) {
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
        return "the candidate is slower as a whole than " + (r == 1 ? "control" : Words.number(r) + "x control");
    }

    @Override
    public Chapters chapters() {
        return chapters;
    }

    @Override
    public void watch(Share share, Tick tick, LatencyReference reference) {
        if (reference.trials() < seedSamples) {
            return;
        }
        double[] ranks = reference.ranks();
        inOrder(tick.control()).forEach((bin, trials) -> guard.control(share, ranks[bin], trials));
        double ratio = guardrail.rollbackRatio();
        inOrder(tick.candidate())
                .forEach((bin, trials) -> guard.candidate(share, ranks[Threshold.forgiven(bin, ratio)], trials));
    }

    @Override
    public void gatherProof(Share share, Tick tick, LatencyReference reference) {
        // serves rollback only
    }

    @Override
    public double logAdvance() {
        return 0;
    }

    @Override
    public double[] advanceState() {
        return NO_STATE;
    }

    @Override
    public void restoreAdvance(double[] state) {
        // there is none
    }

    @Override
    public boolean asksForProof(Percent exposure) {
        return false;
    }

    @Override
    public String margin() {
        return "nothing: it serves rollback only";
    }

    @Override
    public Optional<String> obstacle(GuardState state) {
        return Optional.empty();
    }

    @Override
    public LongToDoubleFunction forecast(Share share, GuardState state) {
        return candidateTrials -> 0;
    }

    /* Sums of logarithms depend on their order in the last bit, and replay must not. */
    private static Map<Integer, Long> inOrder(VariantEvidence evidence) {
        return new TreeMap<>(evidence.trialLatency());
    }
}
