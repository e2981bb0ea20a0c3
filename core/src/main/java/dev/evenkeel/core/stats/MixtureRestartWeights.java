// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// How a mixture with restarts shares out its weight: a fixed part for the start, a summable series for the
/// restarts, and the rest in reserve for restarts to come.
///
/// Any shares that sum to one give an exactly valid mixture. These cost 8% more delay when the harm is there
/// from the start, and a delay that grows with the logarithm of the number of restarts when it begins late.
final class MixtureRestartWeights {
    /*
     * w0 = 0.6 at the start; restart number j (0, 1, ...) gets v_j = (1 - w0)(F(j) - F(j+1)), F(j) = ln 2 / ln(j + 2),
     * and (1 - w0) F(j) is not yet spent. Shin, Ramdas, Rinaldo 2023 (e-detectors).
     */
    private static final double START_WEIGHT = 0.6;
    private static final double LOG_LATER_WEIGHT = StrictMath.log(1 - START_WEIGHT);
    private static final double LOG_2 = StrictMath.log(2);

    private MixtureRestartWeights() {}

    /// Logarithm of the weight of the start.
    static double logStart() {
        return StrictMath.log(START_WEIGHT);
    }

    /// Logarithm of the weight of the next restart.
    ///
    /// @param restarts so far
    static double logNext(long restarts) {
        /* log(F(j) - F(j+1)), without subtracting nearly equal numbers. */
        double j = restarts;
        return LOG_LATER_WEIGHT
                + StrictMath.log(
                        LOG_2 * StrictMath.log1p(1 / (j + 2)) / (StrictMath.log(j + 2) * StrictMath.log(j + 3)));
    }

    /// Logarithm of the weight that is kept for restarts to come.
    ///
    /// @param restarts so far
    static double logReserve(long restarts) {
        return LOG_LATER_WEIGHT + StrictMath.log(LOG_2 / StrictMath.log(restarts + 2.0));
    }
}
