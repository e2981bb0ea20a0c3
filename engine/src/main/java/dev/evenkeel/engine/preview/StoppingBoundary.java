// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.Arrays;

/// The stopping boundary of the production guard: how many of the first m failures must belong to one variant
/// to prove that it fails more than `ratio` times as often as the other.
///
/// One more failure raises the boundary by at most one, so each costs one evaluation of the guard. Extended
/// lazily; confined to one thread.
final class StoppingBoundary {
    private final RatioGuard guard;
    private final double[] nothing;
    private final CandidateShare share;
    private final double logNeeded;
    private int[] needed = {1};
    private int known;

    /// @param share share of the variant, as if it were the candidate
    /// @param ratio tolerated factor on the other variant's failure rate
    /// @param logNeeded logarithm of the evidence that suffices
    StoppingBoundary(CandidateShare share, double ratio, double logNeeded) {
        this.guard = RatioGuard.rollback(ratio, 0);
        this.nothing = guard.mixture().state();
        this.share = share;
        this.logNeeded = logNeeded;
    }

    /// Returns the smallest sufficient number among the first `failures`; more than `failures` when none
    /// suffices.
    int requiredAmong(int failures) {
        while (known < failures) {
            int next = known + 1;
            if (next == needed.length) {
                needed = Arrays.copyOf(needed, 2 * next);
            }
            needed[next] = isReached(needed[known], next) ? needed[known] : needed[known] + 1;
            known = next;
        }
        return needed[failures];
    }

    private boolean isReached(int candidate, int failures) {
        if (candidate > failures) {
            return false;
        }
        guard.mixture().restore(nothing);
        guard.observe(share, TrialCounts.ofFailures(failures - candidate, candidate));
        return guard.mixture().logE() >= logNeeded;
    }
}
