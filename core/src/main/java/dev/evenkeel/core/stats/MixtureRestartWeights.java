// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// The weights of a mixture with restarts: a fixed part for the first start, a summable series for the
/// restarts, and the rest in reserve for later restarts.
///
/// Any weights that sum to one give an exactly valid mixture. These cost 8% more delay when the harm exists
/// from the start, and a delay that grows with the logarithm of the number of restarts when it begins late.
final class MixtureRestartWeights {
    /*
     * w0 = 0.6 at the start; restart number j (0, 1, ...) gets v_j = (1 - w0)(F(j) - F(j+1)), F(j) = ln 2 / ln(j +
     * 2), and (1 - w0) F(j) is in reserve. Shin, Ramdas, Rinaldo 2023 (e-detectors).
     */
    private static final double START_WEIGHT = 0.6;
    private static final double LOG_LATER_WEIGHT = StrictMath.log(1 - START_WEIGHT);
    private static final double LOG_2 = StrictMath.log(2);

    private MixtureRestartWeights() {}

    /// Returns the logarithm of the weight of the first start.
    static double logStart() {
        return StrictMath.log(START_WEIGHT);
    }

    /// Returns the logarithm of the weight of the next restart.
    ///
    /// @param restarts number of restarts so far
    static double logNext(long restarts) {
        /* log(F(j) - F(j+1)), without subtracting nearly equal numbers. */
        double j = restarts;
        return LOG_LATER_WEIGHT
                + StrictMath.log(
                        LOG_2 * StrictMath.log1p(1 / (j + 2)) / (StrictMath.log(j + 2) * StrictMath.log(j + 3)));
    }

    /// Returns the logarithm of the weight reserved for later restarts.
    ///
    /// @param restarts number of restarts so far
    static double logReserve(long restarts) {
        return LOG_LATER_WEIGHT + StrictMath.log(LOG_2 / StrictMath.log(restarts + 2.0));
    }
}
