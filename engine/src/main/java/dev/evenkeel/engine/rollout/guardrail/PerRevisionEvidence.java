// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.MixtureEProcess;

/// Rollback evidence in chapters, one per revision, each with a part of the weight.
///
/// Within one revision a unit is counted once, so its chapter is an e-process. A unit that is always slow is
/// counted again in the next revision, in nearly always the same variant: multiplying chapters would count it
/// as new evidence (4.5 % false rollbacks at alpha 1 % after five revisions of the same exposure). So a chapter
/// that is over keeps its value, and the next one begins at one. Chapter i = 0, 1, 2 ... has weight
/// 3/((3i+1)(3i+4)): three quarters for the first, in which most of what is slow shows, then 0.107, 0.043,
/// 0.023 and so on. What is left, 1/(3i+4) in chapter i, counts as one, so all weights together are one, fixed
/// before any data.
final class PerRevisionEvidence {
    private static final int OWN_NUMBERS = 2;

    private final MixtureEProcess current;
    private final double[] beginning;
    private double logClosed = Double.NEGATIVE_INFINITY;
    private long closed;

    /// @param current evidence of the chapter that is being written, still without data
    PerRevisionEvidence(MixtureEProcess current) {
        this.current = current;
        this.beginning = current.state();
    }

    void restart() {
        current.restart();
    }

    void close() {
        logClosed = LogSumExp.of(logClosed, logWeight() + current.logE());
        closed++;
        current.restore(beginning);
    }

    double logE() {
        double logLeft = -StrictMath.log(3.0 * closed + 4);
        return LogSumExp.of(LogSumExp.of(logClosed, logWeight() + current.logE()), logLeft);
    }

    double[] state() {
        double[] live = current.state();
        double[] state = new double[OWN_NUMBERS + live.length];
        state[0] = logClosed;
        state[1] = closed;
        System.arraycopy(live, 0, state, OWN_NUMBERS, live.length);
        return state;
    }

    void restore(double[] state) {
        double[] live = new double[Math.max(0, state.length - OWN_NUMBERS)];
        System.arraycopy(state, OWN_NUMBERS, live, 0, live.length);
        current.restore(live);
        logClosed = state[0];
        closed = (long) state[1];
    }

    private double logWeight() {
        return StrictMath.log(3 / ((3.0 * closed + 1) * (3.0 * closed + 4)));
    }
}
