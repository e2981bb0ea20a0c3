// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.PoissonCeiling;
import dev.evenkeel.engine.format.Words;
import dev.evenkeel.engine.rollout.evidence.Tick;
import dev.evenkeel.engine.rollout.evidence.VariantEvidence;
import dev.evenkeel.engine.rollout.plan.EventCeiling;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.Arrays;

/// Watches how often units have an event on the candidate, against a limit. Control is watched alike:
/// while it is beyond the limit too, the candidate is not to blame.
final class CeilingWatch implements LimitWatch {
    private static final int OWN_NUMBERS = 3;

    private final EventCeiling guardrail;
    private final double threshold;
    private final PoissonCeiling candidate;
    private final PoissonCeiling control;
    private double units;
    private double calls;
    private boolean crossed;

    /// @param threshold logarithm of the evidence that counts as crossing
    CeilingWatch(EventCeiling guardrail, double threshold) {
        this.guardrail = guardrail;
        this.threshold = threshold;
        this.candidate = new PoissonCeiling(guardrail.limit());
        this.control = new PoissonCeiling(guardrail.limit());
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
        return "more often than " + Words.number(guardrail.limit()) + " of calls: " + standing();
    }

    @Override
    public void count(Tick tick) {
        take(control, tick.control());
        take(candidate, tick.candidate());
        units += tick.candidate().metric(guardrail.metric()).units();
        calls += tick.candidate().calls();
        crossed |= candidate.mixture().logE() >= threshold && control.mixture().logE() < threshold;
    }

    private void take(PoissonCeiling ceiling, VariantEvidence evidence) {
        ceiling.observe(evidence.metric(guardrail.metric()).units(), (double) evidence.calls());
    }

    @Override
    public boolean crossed() {
        return crossed;
    }

    @Override
    public String standing() {
        return Words.count((long) units) + " units in " + Words.count((long) calls) + " calls of the candidate";
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
