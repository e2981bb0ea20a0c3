// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;

/// Waits for an event that must not happen on the candidate.
final class ZeroToleranceGuardrailEvaluator implements LimitEvaluator {
    private final ZeroToleranceGuardrail guardrail;
    private final double threshold;
    private double candidateEvents;
    private double candidateCalls;
    private double controlEvents;
    private double controlCalls;

    /// @param threshold logarithm of the evidence that rolls back, which the first event stands for
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
    public String harm() {
        return "must not happen, and " + standing();
    }

    @Override
    public void count(EvidenceTick tick) {
        candidateEvents += tick.candidate().metric(guardrail.metric()).events();
        candidateCalls += tick.candidate().calls();
        controlEvents += tick.control().metric(guardrail.metric()).events();
        controlCalls += tick.control().calls();
    }

    @Override
    public boolean crossed() {
        return candidateEvents > 0;
    }

    @Override
    public String standing() {
        String counts = "happened " + times(candidateEvents, candidateCalls) + " on the candidate, "
                + times(controlEvents, controlCalls) + " on control";
        return controlEvents > 0 ? counts + chanceWords() : counts;
    }

    private static String times(double events, double calls) {
        return QuantityFormatter.count((long) events) + " times in " + QuantityFormatter.count((long) calls) + " calls";
    }

    /* Zero tolerance is not covered by the plan's alpha, so its own risk is said. */
    private String chanceWords() {
        double chance = -StrictMath.expm1(-controlEvents / controlCalls * candidateCalls);
        return "; at control's rate a harmless candidate would have met one by now with a chance of "
                + QuantityFormatter.number(100 * chance) + " %";
    }

    @Override
    public double logRollback() {
        return crossed() ? threshold : 0;
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
