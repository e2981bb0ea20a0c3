// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.Arrays;

/// How many of the first m failures must be one variant's for the evidence to suffice, that it fails more than
/// a number of times as often as the other: the production guard's answer to counts.
///
/// One more failure raises this number by at most one, so each costs one question. Grows as it is asked;
/// confined to one thread.
final class StoppingBoundary {
    private final RatioGuard guard;
    private final double[] nothing;
    private final CandidateShare share;
    private final double logNeeded;
    private int[] needed = {1};
    private int known;

    /// @param share of the variant, as if it were the candidate
    /// @param ratio how many times the other's failures are no evidence yet
    /// @param logNeeded logarithm of the evidence that suffices
    StoppingBoundary(CandidateShare share, double ratio, double logNeeded) {
        this.guard = RatioGuard.rollback(ratio, 0);
        this.nothing = guard.mixture().state();
        this.share = share;
        this.logNeeded = logNeeded;
    }

    /// Smallest number among the first `failures` that suffices; more than `failures` when none does.
    int needed(int failures) {
        while (known < failures) {
            int next = known + 1;
            if (next == needed.length) {
                needed = Arrays.copyOf(needed, 2 * next);
            }
            needed[next] = reaches(needed[known], next) ? needed[known] : needed[known] + 1;
            known = next;
        }
        return needed[failures];
    }

    private boolean reaches(int candidate, int failures) {
        if (candidate > failures) {
            return false;
        }
        guard.mixture().restore(nothing);
        guard.observe(share, TrialCounts.failures(failures - candidate, candidate));
        return guard.mixture().logE() >= logNeeded;
    }
}
