// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Evidence that a share of trials exceeds a limit, without a control group; used for mismatches in shadow
/// traffic.
///
/// Assumes independent trials that fail with a probability of at most the limit, which may vary between ticks
/// below it. Then the probability that the evidence ever reaches `1/alpha` is at most alpha.
///
/// A tick is O(24) and allocates nothing.
public final class BernoulliLimitGuard {
    /*
     * log E = LSE_k(log w_k + x log kappa_k + (n - x) log((1 - kappa_k p0)/(1 - p0))) over the nodes of the ratio
     * grid with kappa p0 < 1, with their weights normalized to sum to one. Waudby-Smith, Ramdas 2023.
     */
    private final double limit;
    private final MixtureEProcess mixture;

    /// @param limit tolerated share, above 0 and below 1/1.1, so that a worse share exists in the grid
    public BernoulliLimitGuard(double limit) {
        this.limit = limit;
        this.mixture = MixtureEProcess.plain(grid(limit));
    }

    /// Returns the effect sizes with a failure probability below 1.
    static EffectSizeGrid grid(double limit) {
        int size = 0;
        while (size < EffectSizeGrid.RATIO.size() && EffectSizeGrid.RATIO.node(size) * limit < 1) {
            size++;
        }
        if (!(limit > 0) || size == 0) {
            throw new IllegalArgumentException("the limit must be above 0 and below 1/1.1 = 0.909, got " + limit);
        }
        return EffectSizeGrid.RATIO.head(size);
    }

    /// Returns the logarithm of the factor by which a successful trial multiplies the evidence for an effect
    /// size.
    static double logSuccessFactor(double kappa, double limit) {
        return StrictMath.log1p(-(kappa - 1) * limit / (1 - limit));
    }

    /// Returns the state of the evidence.
    public MixtureEProcess mixture() {
        return mixture;
    }

    /// Adds a tick.
    ///
    /// @param failed trials that failed, 0..trials
    /// @param trials zero or more
    public void observe(long failed, long trials) {
        if (failed < 0 || failed > trials) {
            throw new IllegalArgumentException("failed must be 0..trials, got " + failed + " of " + trials);
        }
        for (int k = 0; k < mixture.grid().size(); k++) {
            double kappa = mixture.grid().node(k);
            mixture.multiply(k, failed * StrictMath.log(kappa) + (trials - failed) * logSuccessFactor(kappa, limit));
        }
    }
}
