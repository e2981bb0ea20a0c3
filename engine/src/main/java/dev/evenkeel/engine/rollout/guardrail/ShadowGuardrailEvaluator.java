// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantEvidence;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import java.util.Arrays;

/// Watches how often the second answers of calls differ from the first, on the candidate against control
/// itself.
///
/// Whose second answer a call gets is drawn by itself for each call, so ticks are judged at the share they
/// show.
public final class ShadowGuardrailEvaluator implements LimitEvaluator {
    private static final int OWN_NUMBERS = 4;

    private final ShadowGuardrail guardrail;
    private final double threshold;
    private final ShadowMismatchTest evidence;
    private TrialCounts all = TrialCounts.NONE;
    private TrialCounts ofRevision = TrialCounts.NONE;
    private boolean crossed;

    /// @param threshold logarithm of the evidence that counts as crossing
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
    public String harm() {
        return "answers differ too often: " + standing();
    }

    @Override
    public void count(EvidenceTick tick) {
        TrialCounts more = comparisons(tick);
        all = all.plus(more);
        evidence.against().accept(more);
        crossed |= evidence.rollback().logE() >= threshold;
    }

    @Override
    public void prove(EvidenceTick tick) {
        TrialCounts more = comparisons(tick);
        ofRevision = ofRevision.plus(more);
        evidence.inFavour().accept(more);
    }

    /* What is told twice or half is not to stop the guard. */
    private static TrialCounts comparisons(EvidenceTick tick) {
        return new TrialCounts(
                compared(tick.control()),
                differing(tick.control()),
                compared(tick.candidate()),
                differing(tick.candidate()));
    }

    private static long compared(VariantEvidence side) {
        return side.metric(MetricNames.SHADOW_COMPARED).events();
    }

    private static long differing(VariantEvidence side) {
        return Math.min(side.metric(MetricNames.SHADOW_DIFFERING).events(), compared(side));
    }

    @Override
    public boolean crossed() {
        return crossed;
    }

    @Override
    public String standing() {
        String counts = QuantityFormatter.count(all.candidateFailed()) + " of "
                + QuantityFormatter.count(all.candidate()) + " answers differ";
        return all.control() == 0
                ? counts
                : counts + ", " + QuantityFormatter.count(all.controlFailed()) + " of "
                        + QuantityFormatter.count(all.control()) + " where control answers twice";
    }

    @Override
    public String margin() {
        String extra = QuantityFormatter.number(100 * guardrail.tolerated().fraction()) + " %";
        return "that answers differ in less than " + (evidence.hasNoise() ? "control's own rate + " : "") + extra;
    }

    /// How far the proof is, in comparisons with the candidate, if they go on as they did at this step.
    public ProofForecast forecast(double logNeeded) {
        TrialCounts seen = ofRevision;
        if (seen.candidate() == 0 || (evidence.hasNoise() && seen.control() == 0)) {
            return ProofForecast.none(seen.candidate());
        }
        ShadowMismatchTest later = ShadowMismatchTest.of(guardrail);
        double[] nothing = later.advance().state();
        return ProofForecast.of(seen.candidate(), logAdvance(), logNeeded, comparisons -> {
            later.advance().restore(nothing);
            later.inFavour().accept(scaled(seen, comparisons / (double) seen.candidate()));
            return later.advance().logE();
        });
    }

    private static TrialCounts scaled(TrialCounts seen, double factor) {
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
