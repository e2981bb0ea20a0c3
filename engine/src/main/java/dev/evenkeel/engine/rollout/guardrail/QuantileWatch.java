// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.LatencyReference;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.format.Words;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.Tick;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyGuardrail;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// Watches one latency quantile: how often are trials slower than control's quantile in earlier ticks?
final class QuantileWatch implements ChapteredWatch {
    private final LatencyGuardrail guardrail;
    private final long seedSamples;
    private final Slowness rollback;
    private final Slowness advance;
    private final Chapters chapters;

    /// @param seedSamples control latencies without which nothing is judged
    QuantileWatch(LatencyGuardrail guardrail, long seedSamples) {
        this.guardrail = guardrail;
        this.seedSamples = seedSamples;
        boolean rare = guardrail.quantile() >= Slowness.RARE_FROM;
        this.rollback = rare
                ? Slowness.rare(RatioGuard.restartingRollback(1, 0))
                : Slowness.common(ExceedanceGuard.restartingRollback());
        this.advance = freshAdvance();
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
        double r = guardrail.rollbackRatio();
        return "the candidate is slower than " + (r == 1 ? "control" : Words.number(r) + "x control");
    }

    @Override
    public Chapters chapters() {
        return chapters;
    }

    @Override
    public void watch(Share share, Tick tick, LatencyReference reference) {
        if (reference.trials() >= seedSamples) {
            rollback.observe(
                    share, Threshold.forRollback(reference, guardrail.quantile(), guardrail.rollbackRatio()), tick);
        }
    }

    @Override
    public void gatherProof(Share share, Tick tick, LatencyReference reference) {
        if (reference.trials() >= seedSamples) {
            advance.observe(share, advanceThreshold(reference), tick);
        }
    }

    @Override
    public double logAdvance() {
        return advance.mixture().logE();
    }

    @Override
    public double[] advanceState() {
        return advance.mixture().state();
    }

    @Override
    public void restoreAdvance(double[] state) {
        advance.mixture().restore(state);
    }

    @Override
    public boolean asksForProof(Percent exposure) {
        return exposure.compareTo(guardrail.advanceFrom()) >= 0;
    }

    @Override
    public String margin() {
        return "< " + Words.number(guardrail.advanceRatio()) + "x control";
    }

    @Override
    public Optional<String> obstacle(GuardState state) {
        long known = state.reference().trials();
        return known >= seedSamples
                ? Optional.empty()
                : Optional.of("latency is judged once " + Words.count(seedSamples) + " control calls are known, now "
                        + Words.count(known));
    }

    @Override
    public LongToDoubleFunction forecast(Share share, GuardState state) {
        LatencyReference reference = state.reference();
        Threshold threshold = advanceThreshold(reference);
        double slowControl = reference.exceedance(threshold.controlBin());
        double slowCandidate = reference.exceedance(threshold.candidateBin());
        Slowness later = freshAdvance();
        double[] nothing = later.mixture().state();
        return candidateTrials -> {
            later.mixture().restore(nothing);
            later.observe(
                    share,
                    threshold.centre(),
                    ProofForecast.expected(share, candidateTrials, slowControl, slowCandidate));
            return later.mixture().logE();
        };
    }

    private Threshold advanceThreshold(LatencyReference reference) {
        return Threshold.forAdvance(reference, guardrail.quantile(), guardrail.advanceRatio());
    }

    private Slowness freshAdvance() {
        return guardrail.quantile() >= Slowness.RARE_FROM
                ? Slowness.rare(RatioGuard.advance(1, 0))
                : Slowness.common(ExceedanceGuard.advance());
    }
}
