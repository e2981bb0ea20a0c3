// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;

/// An exact model of a ratio guard that evaluates after every failure. After m failures, only the number of
/// the candidate's failures matters, and the evidence grows with that number. Computed by dynamic programming
/// over both.
final class ExactRatioGuardModel {
    private final RatioGuard guard;
    private final double[] nothing;
    private final CandidateShare share;
    private final double threshold;

    /// @param stopped probability that the evidence ever reached the threshold
    /// @param meanFailures mean number of failures until then, or until the end
    record StoppingResult(double stopped, double meanFailures) {}

    /// @param r tolerated factor
    ExactRatioGuardModel(double r, double share, double alpha) {
        this.guard = RatioGuard.rollback(r, 0);
        this.nothing = guard.mixture().state();
        this.share = CandidateShare.assigned(share);
        this.threshold = -Math.log(alpha);
    }

    /// @param ratio true ratio of the candidate's failure rate to control's
    /// @param failures number of failures at which the model ends
    /// @param left end earlier when the remaining probability is below this
    StoppingResult run(double ratio, int failures, double left) {
        double theta = share.candidate() * ratio / (share.candidate() * ratio + share.control());
        double[] alive = new double[failures + 2];
        alive[0] = 1;
        double stopped = 0;
        double mean = 0;
        int critical = 1;
        for (int m = 1; m <= failures && 1 - stopped > left; m++) {
            mean += 1 - stopped;
            for (int t = Math.min(m, critical); t > 0; t--) {
                alive[t] = alive[t] * (1 - theta) + alive[t - 1] * theta;
            }
            alive[0] *= 1 - theta;
            while (critical <= m && !reaches(critical, m)) {
                critical++;
            }
            if (critical <= m) {
                stopped += alive[critical];
                alive[critical] = 0;
            }
        }
        return new StoppingResult(stopped, mean);
    }

    private boolean reaches(int candidate, int m) {
        guard.mixture().restore(nothing);
        guard.observe(share, TrialCounts.ofFailures(m - candidate, candidate));
        return guard.mixture().logE() >= threshold;
    }
}
