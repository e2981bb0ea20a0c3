// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Exact distribution of when a ratio guard that is evaluated after every failure stops. After m failures, only the
/// number of failures of the candidate matters.
final class FailureWalk {
    private final RatioGuard guard;
    private final double[] nothing;
    private final CandidateShare share;
    private final double threshold;

    /// @param stopped chance that the evidence ever reached the threshold
    /// @param meanFailures mean number of failures until then
    record StoppingResult(double stopped, double meanFailures) {}

    FailureWalk(RatioGuard guard, CandidateShare share, double threshold) {
        this.guard = guard;
        this.nothing = guard.mixture().state();
        this.share = share;
        this.threshold = threshold;
    }

    /// @param ratio the candidate's failure rate over control's, in truth
    StoppingResult run(double ratio, int failures) {
        double theta = share.candidate() * ratio / (share.candidate() * ratio + share.control());
        double[] alive = new double[failures + 2];
        alive[0] = 1;
        double stopped = 0;
        double mean = 0;
        for (int m = 1; m <= failures; m++) {
            mean += 1 - stopped;
            for (int t = m; t >= 0; t--) {
                alive[t] = alive[t] * (1 - theta) + (t > 0 ? alive[t - 1] * theta : 0);
            }
            stopped += absorb(alive, m);
        }
        return new StoppingResult(stopped, mean);
    }

    /* The evidence is convex in the count, so the threshold is reached from both ends inwards, if at all. */
    private double absorb(double[] alive, int m) {
        double absorbed = 0;
        for (int t = m; t >= 0 && (alive[t] == 0 || reaches(t, m)); t--) {
            absorbed += alive[t];
            alive[t] = 0;
        }
        for (int t = 0; t <= m && (alive[t] == 0 || reaches(t, m)); t++) {
            absorbed += alive[t];
            alive[t] = 0;
        }
        return absorbed;
    }

    private boolean reaches(int candidate, int m) {
        guard.mixture().restore(nothing);
        guard.observe(share, TrialCounts.ofFailures(m - candidate, candidate));
        return guard.mixture().logE() >= threshold;
    }
}
