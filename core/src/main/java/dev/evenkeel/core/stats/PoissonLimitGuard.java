// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Evidence that rare events occur more often than a limit allows, without a control group; used for example
/// for double charges.
///
/// Assumes Poisson events at a rate of at most the limit per unit of exposure (for example per candidate
/// call), which may vary between ticks below it. Then the probability that the evidence ever reaches
/// `1/alpha` is at most alpha. At alpha 1% one event suffices while limit times exposure is at most 0.00109,
/// two while it is at most 0.0335.
///
/// A tick is O(24) and allocates nothing.
public final class PoissonLimitGuard {
    /* log E = LSE_i(log w_i + k log kappa_i - (kappa_i - 1) mu), mu = limit x exposure; Lindon, Malek 2022. */
    private static final EffectSizeGrid FACTORS = EffectSizeGrid.geometric(1.5, 1e4, 24);

    private final double limit;
    private final MixtureEProcess mixture = MixtureEProcess.plain(FACTORS);

    /// @param limit tolerated events per unit of exposure, above 0
    public PoissonLimitGuard(double limit) {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the limit must be a finite rate above 0, got " + limit);
        }
        this.limit = limit;
    }

    /// Returns the state of the evidence.
    public MixtureEProcess mixture() {
        return mixture;
    }

    /// Adds a tick.
    ///
    /// @param events zero or more
    /// @param exposure zero or more, finite
    public void observe(long events, double exposure) {
        if (events < 0 || !(exposure >= 0 && exposure < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("events must be 0 or more and exposure finite and 0 or more, got "
                    + events + " events in " + exposure);
        }
        for (int k = 0; k < FACTORS.size(); k++) {
            double kappa = FACTORS.node(k);
            mixture.multiply(k, events * StrictMath.log(kappa) - (kappa - 1) * (limit * exposure));
        }
    }
}
