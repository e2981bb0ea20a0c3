// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Evidence that traffic is not split as planned, in either direction (sample ratio mismatch).
///
/// Assumes that each unit is assigned to the candidate with the planned share of its tick, independently.
/// Then the probability that the evidence ever reaches `1/alpha` is at most alpha; 0.001 is usual. The share
/// may change between ticks.
///
/// A tick is O(16) and allocates nothing.
public final class SampleRatioGuard {
    /*
     * Likelihood ratios against odds shifted by e^psi, psi = +-0.005 x 2^i, flat weights. With theta the shifted share,
     *     log(theta/pi) = -log1p((1 - pi) expm1(-psi)),   log((1 - theta)/(1 - pi)) = -log1p(pi expm1(psi)),
     * which keeps all digits at shares near 0 and near 1.
     * Lindon, Malek 2022.
     */
    private static final EffectSizeGrid SHIFTS =
            EffectSizeGrid.flat(16, k -> (k % 2 == 0 ? 0.005 : -0.005) * StrictMath.pow(2, Math.floorDiv(k, 2)));

    private final MixtureEProcess mixture = MixtureEProcess.plain(SHIFTS);

    /// Creates a guard without evidence.
    public SampleRatioGuard() {}

    /// Returns the state of the evidence.
    public MixtureEProcess mixture() {
        return mixture;
    }

    /// Adds a tick.
    ///
    /// @param planned planned share
    /// @param control units or calls seen in control, zero or more
    /// @param candidate units or calls seen in the candidate, zero or more
    public void observe(CandidateShare planned, long control, long candidate) {
        if (control < 0 || candidate < 0) {
            throw new IllegalArgumentException(
                    "counts must be zero or more, got control " + control + ", candidate " + candidate);
        }
        for (int k = 0; k < SHIFTS.size(); k++) {
            double psi = SHIFTS.node(k);
            double candidateGain = -StrictMath.log1p(planned.control() * StrictMath.expm1(-psi));
            double controlGain = -StrictMath.log1p(planned.candidate() * StrictMath.expm1(psi));
            mixture.multiply(k, candidate * candidateGain + control * controlGain);
        }
    }
}
