// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyGuardrail;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// The evaluator of one latency quantile: tests how often trials are slower than control's quantile of
/// earlier ticks.
final class LatencyGuardrailEvaluator implements PerFlagRevisionEvaluator {
    private final LatencyGuardrail guardrail;
    private final long seedSamples;
    private final LatencyExceedanceTest rollback;
    private final LatencyExceedanceTest advance;
    private final PerFlagRevisionEvidence chapters;

    /// @param seedSamples minimum number of control latencies before the first evaluation
    LatencyGuardrailEvaluator(LatencyGuardrail guardrail, long seedSamples) {
        this.guardrail = guardrail;
        this.seedSamples = seedSamples;
        boolean rare = guardrail.quantile() >= LatencyExceedanceTest.RARE_FROM;
        this.rollback = rare
                ? LatencyExceedanceTest.rare(RatioGuard.restartingRollback(1, 0))
                : LatencyExceedanceTest.common(ExceedanceGuard.restartingRollback());
        this.advance = freshAdvance();
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
        return "latency is higher on the candidate than on control"
                + QuantityFormatter.formatTolerance(guardrail.rollbackRatio());
    }

    @Override
    public PerFlagRevisionEvidence evidence() {
        return chapters;
    }

    @Override
    public void addRollbackEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        if (baseline.trials() >= seedSamples) {
            rollback.observe(
                    share,
                    SlowLatencyBins.forRollback(baseline, guardrail.quantile(), guardrail.rollbackRatio()),
                    tick);
        }
    }

    @Override
    public void addAdvanceEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        if (baseline.trials() >= seedSamples) {
            advance.observe(share, advanceThreshold(baseline), tick);
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
    public boolean requiresProof(Percent exposure) {
        return exposure.compareTo(guardrail.advanceFrom()) >= 0;
    }

    @Override
    public String describeMargin() {
        return "< " + QuantityFormatter.formatRatio(guardrail.advanceRatio()) + " control";
    }

    @Override
    public Optional<String> findObstacle(RolloutGuardState state) {
        long known = state.latencyBaseline().trials();
        return known >= seedSamples
                ? Optional.empty()
                : Optional.of("latency comparison requires " + QuantityFormatter.formatCount(seedSamples)
                        + " control calls, got " + QuantityFormatter.formatCount(known));
    }

    @Override
    public LongToDoubleFunction forecastEvidence(CandidateShare share, RolloutGuardState state) {
        ControlLatencyBaseline baseline = state.latencyBaseline();
        SlowLatencyBins threshold = advanceThreshold(baseline);
        double slowControl = baseline.exceedance(threshold.controlBin());
        double slowCandidate = baseline.exceedance(threshold.candidateBin());
        LatencyExceedanceTest later = freshAdvance();
        double[] nothing = later.mixture().state();
        return candidateTrials -> {
            later.mixture().restore(nothing);
            later.observe(
                    share,
                    threshold.centre(),
                    ProofTrialsForecast.expectedTrials(share, candidateTrials, slowControl, slowCandidate));
            return later.mixture().logE();
        };
    }

    private SlowLatencyBins advanceThreshold(ControlLatencyBaseline baseline) {
        return SlowLatencyBins.forAdvance(baseline, guardrail.quantile(), guardrail.advanceRatio());
    }

    private LatencyExceedanceTest freshAdvance() {
        return guardrail.quantile() >= LatencyExceedanceTest.RARE_FROM
                ? LatencyExceedanceTest.rare(RatioGuard.advance(1, 0))
                : LatencyExceedanceTest.common(ExceedanceGuard.advance());
    }
}
