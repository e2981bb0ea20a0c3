// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.stats;

/// Evidence about how often a threshold is exceeded, for shares of exceedance that are not small (p50 and the like).
///
/// *Rollback* evidence grows when candidate trials exceed their threshold more often than control trials exceed theirs,
/// *advance* evidence when less often. Assumes that each trial is in the candidate with the *assigned* share, whatever
/// its outcome would be if the candidate were harmless, and that thresholds and centre were fixed before the tick's
/// data. Then the chance that rollback evidence ever reaches `1/alpha` while the candidate exceeds at most as often is
/// at most alpha; likewise for advance. For rare exceedances (p90 and above) [RatioGuard] with margin 1 is as good and
/// needs no centre.
///
/// Mutable, confined to one thread. A tick is O(24), one to two microseconds, and allocates nothing.
public final class ExceedanceGuard {
    /*
     * Payoffs with centre c, the expected share of exceedance: 1 + lambda (y - c)/pi for a candidate trial and
     * 1 - lambda (y - c)/(1 - pi) for a control trial. Centring keeps the factor 1/(1 - p) that bets at c = 0 lose.
     * For the odds ratio w = kappa, x and p are control's and the candidate's exceedance with pi p + (1 - pi) x = c:
     *     A = (1 - pi)(w - 1), B = pi w + 1 - pi - c (w - 1), x = 2c / (B + sqrt(B^2 + 4 A c)), p = w x/(1 + (w - 1) x)
     *     lambda = pi (1 - pi)(p - x)/(c (1 - c)), at most 0.999 min(pi/c, (1 - pi)/(1 - c)) so that no factor is zero.
     * Advance exchanges the variants. Waudby-Smith, Ramdas 2023.
     */
    private static final double MOST = 0.999;

    private final boolean advance;
    private final Mixture mixture;

    private ExceedanceGuard(boolean advance, Mixture mixture) {
        this.advance = advance;
        this.mixture = mixture;
    }

    /// Evidence that the candidate exceeds more often.
    public static ExceedanceGuard rollback() {
        return new ExceedanceGuard(false, Mixture.plain(Grid.RATIO));
    }

    /// As [#rollback()], with weight kept for restarts.
    public static ExceedanceGuard restartingRollback() {
        return new ExceedanceGuard(false, Mixture.restarting(Grid.RATIO));
    }

    /// Evidence that the candidate exceeds less often.
    public static ExceedanceGuard advance() {
        return new ExceedanceGuard(true, Mixture.plain(Grid.RATIO));
    }

    /// The state of the evidence.
    public Mixture mixture() {
        return mixture;
    }

    /// Takes in a tick; *failed* means slower than the variant's threshold.
    ///
    /// @param share assigned share; the realised one only in ticks of 1,000 trials or more, assigned one by one
    /// @param centre expected share of exceedance, above 0 and below 1, known before the tick
    public void observe(Share share, double centre, Trials trials) {
        check(centre);
        if (advance) {
            bet(share.swapped(), centre, trials.swapped());
        } else {
            bet(share, centre, trials);
        }
    }

    /// Takes in a tick of trials assigned one by one, at the share they show; a tick with an empty variant is skipped.
    ///
    /// @param centre expected share of exceedance, above 0 and below 1, known before the tick
    public void observe(double centre, Trials trials) {
        check(centre);
        if (!trials.oneSided()) {
            observe(Share.realised(trials), centre, trials);
        }
    }

    private void bet(Share share, double c, Trials trials) {
        double pi = share.candidate();
        double rest = share.control();
        for (int k = 0; k < mixture.grid().size(); k++) {
            double lambda = lambda(share, c, mixture.grid().node(k));
            mixture.multiply(
                    k,
                    product(trials.candidateFailed(), lambda * (1 - c) / pi)
                            + product(trials.candidate() - trials.candidateFailed(), -lambda * c / pi)
                            + product(trials.controlFailed(), -lambda * (1 - c) / rest)
                            + product(trials.control() - trials.controlFailed(), lambda * c / rest));
        }
    }

    private static void check(double centre) {
        if (!(centre > 0 && centre < 1)) {
            throw new IllegalArgumentException("the centre must be above 0 and below 1, got " + centre);
        }
    }

    private static double product(long times, double gain) {
        return times == 0 ? 0 : times * StrictMath.log1p(gain);
    }

    private static double lambda(Share share, double c, double oddsRatio) {
        double pi = share.candidate();
        double rest = share.control();
        double w = oddsRatio;
        double a = rest * (w - 1);
        double b = pi * w + rest - c * (w - 1);
        double x = 2 * c / (b + Math.sqrt(b * b + 4 * a * c));
        double p = w * x / (1 + (w - 1) * x);
        double best = pi * rest * (p - x) / (c * (1 - c));
        return Math.min(best, MOST * Math.min(pi / c, rest / (1 - c)));
    }
}
