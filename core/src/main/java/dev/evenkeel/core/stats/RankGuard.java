// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Evidence that the candidate is slower than control overall, at no quantile in particular.
///
/// Each trial is scored 0..1 by its rank among *earlier* control latencies (see
/// [ControlLatencyBaseline#ranks]); candidate latencies are divided by the tolerated ratio before. Assumes
/// that each trial is in the candidate with the *assigned* share, whatever its latency would be if the
/// candidate were harmless, and that the ranks come from earlier ticks. Then the probability that the
/// evidence ever reaches `1/alpha` is at most alpha while candidate latencies, divided by the ratio, are
/// stochastically not larger than control's.
///
/// O(12) per score: 12 multiplications for each trial, or 12 logarithms for many trials with one score.
/// Allocates nothing.
public final class RankGuard {
    /*
     * Payoffs with centre 1/2 for a score s: 1 + lambda (s - 1/2)/pi in the candidate, 1 - lambda (s - 1/2)/(1 - pi)
     * in control; lambda = f min(2 pi, 2 (1 - pi)) for 12 f, geometric from 0.97 to 0.02, with weights proportional
     * to k^(-3/4): a large slowdown is detected early, and one of 5% needs f = 0.08. A factor is at least 1 - f > 0.
     * Waudby-Smith, Ramdas 2023.
     */
    private static final EffectSizeGrid FRACTIONS =
            EffectSizeGrid.geometric(0.97, 0.02, 12).weightedToFirst();

    private final MixtureEProcess mixture;

    private RankGuard(MixtureEProcess mixture) {
        this.mixture = mixture;
    }

    /// Creates evidence that the candidate is slower.
    public static RankGuard rollback() {
        return new RankGuard(MixtureEProcess.plain(FRACTIONS));
    }

    /// As [#rollback()], with weight reserved for restarts.
    public static RankGuard restartingRollback() {
        return new RankGuard(MixtureEProcess.restarting(FRACTIONS));
    }

    /// Returns the state of the evidence.
    public MixtureEProcess mixture() {
        return mixture;
    }

    /// Adds candidate trials with one score.
    ///
    /// @param score rank among earlier control latencies, 0..1
    /// @param trials number of trials, zero or more
    public void observeCandidate(CandidateShare share, double score, long trials) {
        bet(share, (checkScore(score) - 0.5) / share.candidate(), trials);
    }

    /// Adds control trials with one score.
    ///
    /// @param score rank among earlier control latencies, 0..1
    /// @param trials number of trials, zero or more
    public void observeControl(CandidateShare share, double score, long trials) {
        bet(share, (0.5 - checkScore(score)) / share.control(), trials);
    }

    private static double checkScore(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score must be a rank from 0 to 1, got " + score);
        }
        return score;
    }

    private void bet(CandidateShare share, double gain, long trials) {
        mixture.multiplyAll(2 * Math.min(share.candidate(), share.control()) * gain, trials);
    }
}
