// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.PoissonLimitGuard;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.Arrays;

/// The evaluator of a limit on how often units have an event on the candidate. Tests control in the same way:
/// while control exceeds the limit too, the candidate is not blamed.
final class EventCeilingGuardrailEvaluator implements LimitEvaluator {
    private static final int OWN_NUMBERS = 3;

    private final EventCeilingGuardrail guardrail;
    private final double threshold;
    private final PoissonLimitGuard candidate;
    private final PoissonLimitGuard control;
    private double units;
    private double calls;
    private boolean crossed;

    /// @param threshold logarithm of the evidence at which the limit counts as exceeded
    EventCeilingGuardrailEvaluator(EventCeilingGuardrail guardrail, double threshold) {
        this.guardrail = guardrail;
        this.threshold = threshold;
        this.candidate = new PoissonLimitGuard(guardrail.limit());
        this.control = new PoissonLimitGuard(guardrail.limit());
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
        return "above the limit of " + QuantityFormatter.formatNumber(guardrail.limit()) + " per call: "
                + describeCounts();
    }

    @Override
    public void addTick(EvidenceTick tick) {
        addEvidence(control, tick.control());
        addEvidence(candidate, tick.candidate());
        units += tick.candidate().metric(guardrail.metric()).units();
        calls += tick.candidate().calls();
        crossed |= candidate.mixture().logE() >= threshold && control.mixture().logE() < threshold;
    }

    private void addEvidence(PoissonLimitGuard ceiling, VariantTickEvidence evidence) {
        ceiling.observe(evidence.metric(guardrail.metric()).units(), (double) evidence.calls());
    }

    @Override
    public boolean isCrossed() {
        return crossed;
    }

    @Override
    public String describeCounts() {
        return QuantityFormatter.formatCount((long) units) + (units == 1 ? " unit in " : " units in ")
                + QuantityFormatter.formatCount((long) calls) + " candidate calls";
    }

    @Override
    public double logRollback() {
        return candidate.mixture().logE();
    }

    @Override
    public double[] rollbackState() {
        double[] first = candidate.mixture().state();
        double[] second = control.mixture().state();
        double[] state =
                Arrays.copyOf(new double[] {units, calls, crossed ? 1 : 0}, OWN_NUMBERS + first.length + second.length);
        System.arraycopy(first, 0, state, OWN_NUMBERS, first.length);
        System.arraycopy(second, 0, state, OWN_NUMBERS + first.length, second.length);
        return state;
    }

    @Override
    public void restoreRollback(double[] state) {
        int each = (state.length - OWN_NUMBERS) / 2;
        units = state[0];
        calls = state[1];
        crossed = state[2] > 0;
        candidate.mixture().restore(Arrays.copyOfRange(state, OWN_NUMBERS, OWN_NUMBERS + each));
        control.mixture().restore(Arrays.copyOfRange(state, OWN_NUMBERS + each, state.length));
    }
}
