// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;

/// What the guard of errors would be if it never went beyond the evidence it needs: where a failure of
/// the candidate would take it there with some to spare, the rest is given to the case that control
/// fails instead. Failure by failure, with margin 1. The product does not do this; it is measured to
/// say what that costs. Fischer, Ramdas 2024.
///
/// Valid when each failure is the candidate's with the assigned share at most, whatever was before.
final class OvershootFreeGuard {
    private final CandidateShare share;
    private final double enough;
    private final RatioGuard guard = RatioGuard.restartingRollback(1, 0);
    private double boost = 1;

    /// @param enough evidence at which it stops, 1/alpha
    OvershootFreeGuard(CandidateShare share, double enough) {
        this.share = share;
        this.enough = enough;
    }

    void restart() {
        guard.mixture().restart();
    }

    /// Takes in one failure.
    ///
    /// @return whether there is enough evidence
    boolean failed(boolean candidate) {
        double before = boost * Math.exp(guard.mixture().logE());
        double[] state = guard.mixture().state();
        guard.observe(share, TrialCounts.failures(0, 1));
        double ifCandidate = Math.exp(guard.mixture().logE());
        if (candidate) {
            return boost * ifCandidate >= enough;
        }
        guard.mixture().restore(state);
        guard.observe(share, TrialCounts.failures(1, 0));
        if (boost * ifCandidate > enough) {
            double ifControl = Math.exp(guard.mixture().logE());
            boost = (before - share.candidate() * enough) / (share.control() * ifControl);
        }
        return boost * Math.exp(guard.mixture().logE()) >= enough;
    }
}
