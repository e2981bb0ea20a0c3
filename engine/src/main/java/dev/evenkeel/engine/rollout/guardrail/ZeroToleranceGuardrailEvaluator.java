// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;

/// The evaluator of an event that must never occur on the candidate.
final class ZeroToleranceGuardrailEvaluator implements LimitEvaluator {
    private final ZeroToleranceGuardrail guardrail;
    private final double threshold;
    private double candidateEvents;
    private double candidateCalls;
    private double controlEvents;
    private double controlCalls;

    /// @param threshold logarithm of the evidence that rolls back, reached by the first event
    ZeroToleranceGuardrailEvaluator(ZeroToleranceGuardrail guardrail, double threshold) {
        this.guardrail = guardrail;
        this.threshold = threshold;
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
        return "not tolerated: " + describeCounts();
    }

    @Override
    public void addTick(EvidenceTick tick) {
        candidateEvents += tick.candidate().metric(guardrail.metric()).events();
        candidateCalls += tick.candidate().calls();
        controlEvents += tick.control().metric(guardrail.metric()).events();
        controlCalls += tick.control().calls();
    }

    @Override
    public boolean isCrossed() {
        return candidateEvents > 0;
    }

    @Override
    public String describeCounts() {
        String counts = formatRate(candidateEvents, candidateCalls, "candidate") + ", "
                + formatRate(controlEvents, controlCalls, "control");
        return controlEvents > 0 ? counts + describeChance() : counts;
    }

    private static String formatRate(double events, double calls, String variant) {
        return QuantityFormatter.formatCount((long) events) + " in " + QuantityFormatter.formatCount((long) calls) + " "
                + variant + " calls";
    }

    /* The plan's alpha does not cover zero tolerance, so the text states its own risk. */
    private String describeChance() {
        double chance = -StrictMath.expm1(-controlEvents / controlCalls * candidateCalls);
        return "; at control's rate, a harmless candidate would have one by now with a probability of "
                + QuantityFormatter.formatPercent(chance);
    }

    @Override
    public double logRollback() {
        return isCrossed() ? threshold : 0;
    }

    @Override
    public double[] rollbackState() {
        return new double[] {candidateEvents, candidateCalls, controlEvents, controlCalls};
    }

    @Override
    public void restoreRollback(double[] state) {
        candidateEvents = state[0];
        candidateCalls = state[1];
        controlEvents = state[2];
        controlCalls = state[3];
    }
}
