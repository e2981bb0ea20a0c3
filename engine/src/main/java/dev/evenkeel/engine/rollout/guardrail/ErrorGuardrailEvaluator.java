// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// The evaluator of the error guardrail: rollback by units that fail for the first time, proof by trials.
public final class ErrorGuardrailEvaluator implements WholeRolloutEvaluator {
    private final ErrorGuardrail guardrail;
    private final double factor;
    private final double extra;
    private final RatioGuard rollback;
    private final RatioGuard advance;

    /// @param after exposure that the step's proof allows
    public ErrorGuardrailEvaluator(ErrorGuardrail guardrail, Percent after) {
        this.guardrail = guardrail;
        this.factor = guardrail.marginFor(after).factor();
        this.extra = guardrail.marginFor(after).extra();
        this.rollback = RatioGuard.restartingRollback(guardrail.rollbackRatio(), 0);
        this.advance = RatioGuard.advance(factor, extra);
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
    public boolean requiresProof(Percent exposure) {
        return exposure.compareTo(guardrail.advanceFrom()) >= 0;
    }

    @Override
    public String describeMargin() {
        String times = factor == 1 ? "control" : QuantityFormatter.formatRatio(factor) + " control";
        return "failures < " + times + (extra == 0 ? "" : " + " + QuantityFormatter.formatPercent(extra) + " of calls");
    }

    @Override
    public String describeHarm() {
        return "more units fail on the candidate than on control"
                + QuantityFormatter.formatTolerance(guardrail.rollbackRatio());
    }

    @Override
    public RatioGuard rollbackGuard() {
        return rollback;
    }

    @Override
    public void addLateEvidence(CandidateShare share, EvidenceTick tick) {
        rollback.observe(
                share,
                TrialCounts.ofFailures(
                        tick.control().newlyFailedUnits(), tick.candidate().newlyFailedUnits()));
    }

    @Override
    public void addAdvanceEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        advance.observe(share, tick.trials());
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
    public Optional<String> findObstacle(RolloutGuardState state) {
        return Optional.empty();
    }

    @Override
    public LongToDoubleFunction forecastEvidence(CandidateShare share, RolloutGuardState state) {
        TrialCounts seen = state.step().trials();
        double rate = (double) (seen.controlFailed() + seen.candidateFailed())
                / Math.max(1, seen.control() + seen.candidate());
        RatioGuard later = RatioGuard.advance(factor, extra);
        double[] nothing = later.mixture().state();
        return candidateTrials -> {
            later.mixture().restore(nothing);
            later.observe(share, ProofTrialsForecast.expectedTrials(share, candidateTrials, rate, rate));
            return later.mixture().logE();
        };
    }
}
