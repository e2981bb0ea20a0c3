// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Evidence about the candidate's failure rate against a margin above control's: `p_T` against
/// `r p_C + delta`.
///
/// *Rollback* evidence grows when the candidate is worse than the margin, *advance* evidence when it is
/// better. Assumes only that in each tick a trial is in the candidate with the given share, whatever its
/// outcome would be if the candidate were harmless: rates may drift, shares may change, both variants may
/// degrade together. Then the probability that rollback evidence ever reaches `1/alpha` while
/// `p_T <= r p_C + delta` holds in every tick is at most alpha, and likewise for advance evidence while
/// `p_T >= r p_C + delta`.
///
/// Needs no baseline: with delta = 0 only failures count and the base rate cancels. With delta above 0
/// successful trials alone can prove that the candidate is within the margin.
///
/// A tick is O(24), under a microsecond (a tenth of it while the share stays the same), and allocates nothing.
public final class RatioGuard {
    /*
     * A bet lambda >= 0 fixed before the tick multiplies the evidence, in rollback direction, by
     *     1 + lambda (y/pi - delta)            for a candidate trial with outcome y in {0, 1},
     *     1 - lambda (r y/(1 - pi) + delta)    for a control trial,
     * and in advance direction by the same with -lambda. The expected bracket is p_T - r p_C - delta, so the product is
     * a test supermartingale under the null. For effect size kappa:
     *     rollback: g = pi (rho - r) / (pi rho + 1 - pi),        rho = kappa r, lambda = g / (r/(1 - pi) + delta)
     *     advance:  g = (1 - pi)(r - rho) / (r (pi rho + 1 - pi)), rho = r/kappa, lambda = g pi / (1 - pi delta)
     * With delta = 0 this is the likelihood ratio of the split of failures, theta = pi rho/(pi rho + 1 - pi), and the
     * advance form is the rollback form with the variants exchanged and margin 1/r.
     * Waudby-Smith, Ramdas 2023 (betting); Turner, Ly, Gruenwald 2024 (two samples); Lindon, Malek 2022 (counts).
     */
    private static final double SMALLEST_FACTOR = 1e-100;
    private static final double LARGEST_FACTOR = 1e100;

    private final boolean advance;
    private final double r;
    private final double delta;
    private final MixtureEProcess mixture;
    private final double[] candidateFailed;
    private final double[] controlFailed;
    private final double[] succeeded;
    private double candidateShareOfBets = Double.NaN;
    private double controlShareOfBets = Double.NaN;

    private RatioGuard(boolean advance, double r, double delta, boolean restarts) {
        if (!(r >= SMALLEST_FACTOR && r <= LARGEST_FACTOR && delta >= 0 && delta < 1)) {
            throw new IllegalArgumentException(
                    "the margin must have r from 1e-100 to 1e100 and delta from 0 to below 1, got r " + r + ", delta "
                            + delta);
        }
        EffectSizeGrid grid = delta > 0 ? EffectSizeGrid.WIDE : EffectSizeGrid.RATIO;
        this.advance = advance;
        this.r = r;
        this.delta = delta;
        this.mixture = restarts ? MixtureEProcess.restarting(grid) : MixtureEProcess.plain(grid);
        this.candidateFailed = new double[grid.size()];
        this.controlFailed = new double[grid.size()];
        this.succeeded = new double[grid.size()];
    }

    /// Creates evidence that the candidate is worse than tolerated.
    ///
    /// @param r factor on control's rate, 1e-100 to 1e100
    /// @param delta addition to it, 0 to below 1
    public static RatioGuard rollback(double r, double delta) {
        return new RatioGuard(false, r, delta, false);
    }

    /// As [#rollback(double, double)], with weight reserved for restarts.
    public static RatioGuard restartingRollback(double r, double delta) {
        return new RatioGuard(false, r, delta, true);
    }

    /// Creates evidence that the candidate is better than the margin.
    ///
    /// @param r factor on control's rate, 1e-100 to 1e100
    /// @param delta addition to it, 0 to below 1
    public static RatioGuard advance(double r, double delta) {
        return new RatioGuard(true, r, delta, false);
    }

    /// Returns the state of the evidence.
    public MixtureEProcess mixture() {
        return mixture;
    }

    /// Adds a tick whose trials were assigned with a known share.
    public void observe(CandidateShare share, TrialCounts trials) {
        betAt(share);
        for (int k = 0; k < candidateFailed.length; k++) {
            mixture.multiply(
                    k,
                    trials.candidateFailed() * candidateFailed[k]
                            + trials.controlFailed() * controlFailed[k]
                            + trials.successCount() * succeeded[k]);
        }
    }

    /// Adds a tick of independently assigned trials, at their realised share; skips a tick with an empty
    /// variant.
    public void observe(TrialCounts trials) {
        if (!trials.isOneSided()) {
            observe(CandidateShare.observed(trials), trials);
        }
    }

    /// Adds scores of trials, each from 0 (harmless) to 1 (worst): for a margin on mean scores, which needs
    /// delta = 0. A score counts as that fraction of a failure. The logarithm of the payoff is concave in the
    /// score, so the result is at most the evidence of betting on each score, and the guarantee holds as for
    /// failures.
    ///
    /// @param control sum of control's scores, 0 or more
    /// @param candidate sum of the candidate's scores, 0 or more
    /// @throws IllegalStateException when the margin has a delta above 0
    public void observeScores(CandidateShare share, double control, double candidate) {
        if (delta > 0) {
            throw new IllegalStateException("scores require a margin with delta 0, got " + delta);
        }
        betAt(share);
        for (int k = 0; k < candidateFailed.length; k++) {
            mixture.multiply(k, candidate * candidateFailed[k] + control * controlFailed[k]);
        }
    }

    private void betAt(CandidateShare share) {
        if (share.candidate() == candidateShareOfBets && share.control() == controlShareOfBets) {
            return;
        }
        candidateShareOfBets = share.candidate();
        controlShareOfBets = share.control();
        for (int k = 0; k < candidateFailed.length; k++) {
            if (advance) {
                betOnBetter(k, share.candidate(), share.control());
            } else {
                betOnWorse(k, share.candidate(), share.control());
            }
        }
    }

    private void betOnWorse(int k, double pi, double rest) {
        double kappa = mixture.grid().node(k);
        double g = pi * r * (kappa - 1) / (pi * r * kappa + rest);
        double lambda = g * rest / (r + delta * rest);
        candidateFailed[k] = StrictMath.log1p(lambda * (1 - delta * pi) / pi);
        controlFailed[k] = StrictMath.log1p(-g);
        succeeded[k] = StrictMath.log1p(-lambda * delta);
    }

    private void betOnBetter(int k, double pi, double rest) {
        double kappa = mixture.grid().node(k);
        double g = rest * (kappa - 1) / (pi * r + rest * kappa);
        double lambda = g * pi / (1 - delta * pi);
        candidateFailed[k] = StrictMath.log1p(-g);
        controlFailed[k] = StrictMath.log1p(lambda * (r + delta * rest) / rest);
        succeeded[k] = StrictMath.log1p(lambda * delta);
    }
}
