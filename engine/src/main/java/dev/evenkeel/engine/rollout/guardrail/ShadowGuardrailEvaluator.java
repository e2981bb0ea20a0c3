// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import java.util.Arrays;

/// The evaluator of shadow comparisons: compares how often the candidate's shadow result differs with how
/// often control differs from itself.
///
/// The path that computes a call's shadow result is drawn independently for each call, so ticks are evaluated
/// at their realised share.
public final class ShadowGuardrailEvaluator implements LimitEvaluator {
    private static final int OWN_NUMBERS = 4;

    private final ShadowGuardrail guardrail;
    private final double threshold;
    private final ShadowMismatchTest evidence;
    private TrialCounts all = TrialCounts.NONE;
    private TrialCounts ofRevision = TrialCounts.NONE;
    private boolean crossed;

    /// @param threshold logarithm of the evidence at which the limit counts as exceeded
    ShadowGuardrailEvaluator(ShadowGuardrail guardrail, double threshold) {
        this.guardrail = guardrail;
        this.threshold = threshold;
        this.evidence = ShadowMismatchTest.of(guardrail);
    }

    @Override
    public String name() {
        return guardrail.name();
    }

    @Override
    public GuardrailAction action() {
        return guardrail.action();
    }

    @Override
    public String describeHarm() {
        return "results differ too often: " + describeCounts();
    }

    @Override
    public void addTick(EvidenceTick tick) {
        TrialCounts more = comparisonsOf(tick);
        all = all.plus(more);
        evidence.against().accept(more);
        crossed |= evidence.rollback().logE() >= threshold;
    }

    @Override
    public void addAdvanceTick(EvidenceTick tick) {
        TrialCounts more = comparisonsOf(tick);
        ofRevision = ofRevision.plus(more);
        evidence.inFavour().accept(more);
    }

    /* Inconsistent counts, reported twice or in part, must not fail the guard. */
    private static TrialCounts comparisonsOf(EvidenceTick tick) {
        return new TrialCounts(
                countCompared(tick.control()),
                countDiffering(tick.control()),
                countCompared(tick.candidate()),
                countDiffering(tick.candidate()));
    }

    private static long countCompared(VariantTickEvidence side) {
        return side.metric(MetricNames.SHADOW_COMPARED).events();
    }

    private static long countDiffering(VariantTickEvidence side) {
        return Math.min(side.metric(MetricNames.SHADOW_DIFFERING).events(), countCompared(side));
    }

    @Override
    public boolean isCrossed() {
        return crossed;
    }

    @Override
    public String describeCounts() {
        String counts = QuantityFormatter.formatCount(all.candidateFailed()) + " of "
                + QuantityFormatter.formatCount(all.candidate()) + " candidate results differ";
        return all.control() == 0
                ? counts
                : counts + ", " + QuantityFormatter.formatCount(all.controlFailed()) + " of "
                        + QuantityFormatter.formatCount(all.control()) + " control results differ";
    }

    @Override
    public String describeMargin() {
        String extra = QuantityFormatter.formatPercent(guardrail.tolerated().fraction());
        return "differing results < " + (evidence.hasNoise() ? "control + " : "") + extra;
    }

    /// Estimates the comparisons that the proof needs, if they continue as at this step.
    public ProofTrialsForecast forecastProof(double logNeeded) {
        TrialCounts seen = ofRevision;
        if (seen.candidate() == 0 || (evidence.hasNoise() && seen.control() == 0)) {
            return ProofTrialsForecast.none(seen.candidate());
        }
        ShadowMismatchTest later = ShadowMismatchTest.of(guardrail);
        double[] nothing = later.advance().state();
        return ProofTrialsForecast.of(seen.candidate(), logAdvance(), logNeeded, comparisons -> {
            later.advance().restore(nothing);
            later.inFavour().accept(scale(seen, comparisons / (double) seen.candidate()));
            return later.advance().logE();
        });
    }

    private static TrialCounts scale(TrialCounts seen, double factor) {
        return new TrialCounts(
                Math.round(seen.control() * factor),
                Math.round(seen.controlFailed() * factor),
                Math.round(seen.candidate() * factor),
                Math.round(seen.candidateFailed() * factor));
    }

    @Override
    public double logRollback() {
        return evidence.rollback().logE();
    }

    @Override
    public double logAdvance() {
        return evidence.advance().logE();
    }

    @Override
    public double[] rollbackState() {
        double[] bets = evidence.rollback().state();
        double[] state = new double[OWN_NUMBERS + 1 + bets.length];
        write(all, state);
        state[OWN_NUMBERS] = crossed ? 1 : 0;
        System.arraycopy(bets, 0, state, OWN_NUMBERS + 1, bets.length);
        return state;
    }

    @Override
    public void restoreRollback(double[] state) {
        all = read(state);
        crossed = state[OWN_NUMBERS] > 0;
        evidence.rollback().restore(Arrays.copyOfRange(state, OWN_NUMBERS + 1, state.length));
    }

    @Override
    public double[] advanceState() {
        double[] bets = evidence.advance().state();
        double[] state = new double[OWN_NUMBERS + bets.length];
        write(ofRevision, state);
        System.arraycopy(bets, 0, state, OWN_NUMBERS, bets.length);
        return state;
    }

    @Override
    public void restoreAdvance(double[] state) {
        ofRevision = read(state);
        evidence.advance().restore(Arrays.copyOfRange(state, OWN_NUMBERS, state.length));
    }

    private static void write(TrialCounts trials, double[] state) {
        state[0] = trials.control();
        state[1] = trials.controlFailed();
        state[2] = trials.candidate();
        state[3] = trials.candidateFailed();
    }

    private static TrialCounts read(double[] state) {
        return new TrialCounts((long) state[0], (long) state[1], (long) state[2], (long) state[3]);
    }
}
