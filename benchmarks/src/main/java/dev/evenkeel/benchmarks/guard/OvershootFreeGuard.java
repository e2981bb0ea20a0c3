// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;

/// An error guard without overshoot: where a failure of the candidate would take the evidence beyond the
/// threshold, the excess is assigned to the case that control fails instead. Evaluates failure by failure,
/// with margin 1. The product does not use it; it is measured to show the cost of overshoot. Fischer, Ramdas
/// 2024.
///
/// Valid if each failure is the candidate's with at most the assigned share as probability, independent of
/// the past.
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

    /// Adds one failure.
    ///
    /// @return whether there is enough evidence
    boolean observeFailure(boolean candidate) {
        double before = boost * Math.exp(guard.mixture().logE());
        double[] state = guard.mixture().state();
        guard.observe(share, TrialCounts.ofFailures(0, 1));
        double ifCandidate = Math.exp(guard.mixture().logE());
        if (candidate) {
            return boost * ifCandidate >= enough;
        }
        guard.mixture().restore(state);
        guard.observe(share, TrialCounts.ofFailures(1, 0));
        if (boost * ifCandidate > enough) {
            double ifControl = Math.exp(guard.mixture().logE());
            boost = (before - share.candidate() * enough) / (share.control() * ifControl);
        }
        return boost * Math.exp(guard.mixture().logE()) >= enough;
    }
}
