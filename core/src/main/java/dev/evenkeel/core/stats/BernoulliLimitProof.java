// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Evidence that a share of trials is below a limit, without a control group: the counterpart of
/// [BernoulliLimitGuard].
///
/// Assumes independent trials that fail with a probability of at least the limit, which may vary between
/// ticks above it. Then the probability that the evidence ever reaches `1/alpha` is at most alpha. Successful
/// trials alone prove it, after about 1.3 `log(1/alpha)/limit` of them.
///
/// A tick is O(24) and allocates nothing.
public final class BernoulliLimitProof {
    /*
     * log E = LSE_k(log w_k - x log kappa_k + (n - x) log((1 - p0/kappa_k)/(1 - p0))) over the ratio grid. Its
     * factor for a failure is below 1 and for a success above 1, so more failures than the limit's share only lower
     * its mean. Waudby-Smith, Ramdas 2023.
     */
    private final double limit;
    private final MixtureEProcess mixture = MixtureEProcess.plain(EffectSizeGrid.RATIO);

    /// @param limit share to be shown to exceed the true share, above 0 and below 1
    public BernoulliLimitProof(double limit) {
        if (!(limit > 0 && limit < 1)) {
            throw new IllegalArgumentException("the limit must be above 0 and below 1, got " + limit);
        }
        this.limit = limit;
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
            double succeeded = StrictMath.log1p(limit * (1 - 1 / kappa) / (1 - limit));
            mixture.multiply(k, (trials - failed) * succeeded - failed * StrictMath.log(kappa));
        }
    }
}
