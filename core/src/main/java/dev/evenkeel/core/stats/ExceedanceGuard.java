// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.Arrays;

/// Evidence about how often a threshold is exceeded, for shares of exceedance that are not small (p50 and
/// similar).
///
/// *Rollback* evidence grows when candidate trials exceed their threshold more often than control trials
/// exceed theirs, *advance* evidence when less often. Assumes that each trial is in the candidate with the
/// *assigned* share, whatever its outcome would be if the candidate were harmless, and that thresholds and
/// centre were fixed before the tick's data. Then the probability that rollback evidence ever reaches
/// `1/alpha` while the candidate exceeds at most as often is at most alpha; likewise for advance. For rare
/// exceedances (p90 and above) [RatioGuard] with margin 1 is as good and needs no centre.
///
/// A tick is O(24), about a microsecond, and allocates nothing.
public final class ExceedanceGuard {
    /*
     * Payoffs with centre c, the expected share of exceedance: 1 + lambda (y - c)/pi for a candidate trial and
     * 1 - lambda (y - c)/(1 - pi) for a control trial. Centring keeps the factor 1/(1 - p) that bets at c = 0 lose.
     * For the odds ratio w = kappa, x and p are control's and the candidate's exceedance with pi p + (1 - pi) x = c:
     *     A = (1 - pi)(w - 1), B = pi w + 1 - pi - c (w - 1), x = 2c / (B + sqrt(B^2 + 4 A c)), p = w x/(1 + (w - 1) x)
     *     lambda = pi (1 - pi)(p - x)/(c (1 - c))
     * so that the four factors are p/c and (1 - p)/(1 - c) in the candidate, x/c and (1 - x)/(1 - c) in control. None is
     * below 1/w. With D = 1 + (w - 1) x the candidate's are w/D and 1/D times control's, which saves a logarithm; only
     * for few trials, since rounding grows with their number. Advance exchanges the variants.
     * Waudby-Smith, Ramdas 2023.
     */
    private static final EffectSizeGrid ODDS_RATIOS = EffectSizeGrid.RATIO;
    private static final double[] LOG_ODDS_RATIOS =
            Arrays.stream(ODDS_RATIOS.nodes()).map(StrictMath::log).toArray();
    private static final long FEW = 256;

    private final boolean advance;
    private final MixtureEProcess mixture;

    private ExceedanceGuard(boolean advance, MixtureEProcess mixture) {
        this.advance = advance;
        this.mixture = mixture;
    }

    /// Creates evidence that the candidate exceeds more often.
    public static ExceedanceGuard rollback() {
        return new ExceedanceGuard(false, MixtureEProcess.plain(ODDS_RATIOS));
    }

    /// As [#rollback()], with weight reserved for restarts.
    public static ExceedanceGuard restartingRollback() {
        return new ExceedanceGuard(false, MixtureEProcess.restarting(ODDS_RATIOS));
    }

    /// Creates evidence that the candidate exceeds less often.
    public static ExceedanceGuard advance() {
        return new ExceedanceGuard(true, MixtureEProcess.plain(ODDS_RATIOS));
    }

    /// Returns the state of the evidence.
    public MixtureEProcess mixture() {
        return mixture;
    }

    /// Adds a tick; *failed* means slower than the variant's threshold.
    ///
    /// @param share assigned share; the realised one only in ticks of 1,000 trials or more, assigned
    ///     independently
    /// @param centre expected share of exceedance, above 0 and below 1, known before the tick
    public void observe(CandidateShare share, double centre, TrialCounts trials) {
        check(centre);
        if (advance) {
            bet(share.swap(), centre, trials.swap());
        } else {
            bet(share, centre, trials);
        }
    }

    /// Adds a tick of independently assigned trials, at their realised share; skips a tick with an empty
    /// variant.
    ///
    /// @param centre expected share of exceedance, above 0 and below 1, known before the tick
    public void observe(double centre, TrialCounts trials) {
        check(centre);
        if (!trials.isOneSided()) {
            observe(CandidateShare.observed(trials), centre, trials);
        }
    }

    private void bet(CandidateShare share, double c, TrialCounts trials) {
        long slow = trials.controlFailed() + trials.candidateFailed();
        long fast = trials.control() + trials.candidate() - slow;
        for (int k = 0; k < LOG_ODDS_RATIOS.length; k++) {
            double w = ODDS_RATIOS.node(k);
            double b = share.candidate() * w + share.control() - c * (w - 1);
            double x = 2 * c / (b + Math.sqrt(b * b + 4 * share.control() * (w - 1) * c));
            double d = 1 + (w - 1) * x;
            double apart = (w - 1) * x * (1 - x) / d; // p - x
            double control = -share.candidate() * apart; // x - c
            double candidate = share.control() * apart; // p - c
            double log;
            if (Math.min(trials.control(), trials.candidate()) > FEW) {
                log = log(trials.controlFailed(), trials.control() - trials.controlFailed(), c, control)
                        + log(trials.candidateFailed(), trials.candidate() - trials.candidateFailed(), c, candidate);
            } else if (trials.control() >= trials.candidate()) {
                log = log(slow, fast, c, control)
                        + trials.candidateFailed() * LOG_ODDS_RATIOS[k]
                        - trials.candidate() * StrictMath.log(d);
            } else {
                log = log(slow, fast, c, candidate)
                        - trials.controlFailed() * LOG_ODDS_RATIOS[k]
                        + trials.control() * StrictMath.log(d);
            }
            mixture.multiply(k, log);
        }
    }

    /* Sum over trials whose variant exceeds with probability c + away. */
    private static double log(long slow, long fast, double c, double away) {
        return slow * StrictMath.log1p(away / c) + fast * StrictMath.log1p(-away / (1 - c));
    }

    private static void check(double centre) {
        if (!(centre > 0 && centre < 1)) {
            throw new IllegalArgumentException("the centre must be above 0 and below 1, got " + centre);
        }
    }
}
