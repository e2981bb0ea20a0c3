// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.core.stats.MixtureEProcess;

/// Rollback evidence as a weighted sum of chapters, one per revision.
///
/// Within one revision each unit counts once, so its chapter is an e-process. A unit that is always slow
/// counts again in the next revision, nearly always in the same variant, and a product of chapters would
/// treat it as new evidence (4.5% false rollbacks at alpha 1% after five revisions of the same exposure). A
/// closed chapter therefore keeps its value, and the next one begins at 1. Chapter i = 0, 1, 2 ... has weight
/// 3/((3i+1)(3i+4)): three quarters for the first, in which most slowness shows, then 0.107, 0.043, 0.023 and
/// so on. The rest, 1/(3i+4) in chapter i, counts with evidence 1, so all weights sum to 1 and are fixed
/// before any data.
final class PerFlagRevisionEvidence {
    private static final int OWN_NUMBERS = 2;

    private final MixtureEProcess current;
    private final double[] beginning;
    private double logClosed = Double.NEGATIVE_INFINITY;
    private long closed;

    /// @param current evidence of the open chapter, still without data
    PerFlagRevisionEvidence(MixtureEProcess current) {
        this.current = current;
        this.beginning = current.state();
    }

    void restart() {
        current.restart();
    }

    void closeRevision() {
        logClosed = LogSumExp.compute(logClosed, logWeight() + current.logE());
        closed++;
        current.restore(beginning);
    }

    double logE() {
        double logLeft = -StrictMath.log(3.0 * closed + 4);
        return LogSumExp.compute(LogSumExp.compute(logClosed, logWeight() + current.logE()), logLeft);
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
