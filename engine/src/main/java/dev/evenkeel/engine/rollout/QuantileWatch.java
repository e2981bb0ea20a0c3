// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import dev.evenkeel.stats.ExceedanceGuard;
import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.RatioGuard;
import dev.evenkeel.stats.Share;
import dev.evenkeel.stats.Trials;
import java.util.Optional;

/// Watches one latency quantile: how often are trials slower than control's quantile in earlier ticks?
final class QuantileWatch implements Watch {
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
    public String harm() {
        double r = guardrail.rollbackRatio();
        return "the candidate is slower than " + (r == 1 ? "control" : Words.number(r) + "x control");
    }

    @Override
    public double logRollback() {
        return chapters.logE();
    }

    @Override
    public double[] rollbackState() {
        return chapters.state();
    }

    @Override
    public void restoreRollback(double[] state) {
        chapters.restore(state);
    }

    @Override
    public void restart() {
        chapters.restart();
    }

    @Override
    public void revisionChanged() {
        chapters.close();
    }

    @Override
    public void watch(Share share, Tick tick, LatencyReference reference) {
        if (reference.trials() >= seedSamples) {
            rollback.observe(
                    share, Threshold.forRollback(reference, guardrail.quantile(), guardrail.rollbackRatio()), tick);
        }
    }

    @Override
    public void watchLate(Share share, Tick tick) {
        // its chapter is closed
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
        return guardrail.name() + " below " + Words.number(guardrail.advanceRatio()) + "x control's";
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
    public double forecast(Share share, long candidateTrials, GuardState state) {
        if (obstacle(state).isPresent()) {
            return 0;
        }
        Slowness later = freshAdvance();
        later.mixture().restore(advance.mixture().state());
        Threshold threshold = advanceThreshold(state.reference());
        long control = Math.round(candidateTrials * share.control() / share.candidate());
        later.observe(
                share,
                threshold.centre(),
                new Trials(
                        control,
                        Math.round(control * state.reference().exceedance(threshold.controlBin())),
                        candidateTrials,
                        Math.round(candidateTrials * state.reference().exceedance(threshold.candidateBin()))));
        return later.mixture().logE();
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
