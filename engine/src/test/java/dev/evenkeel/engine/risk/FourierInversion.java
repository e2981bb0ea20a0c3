// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/// Distribution of a compound Poisson total by inversion of its transform. Shares only the distribution with the
/// recursion: each amount is rounded to the nearest point of a grid, and exponential tilting prevents wrap-around
/// (Gruebel and Hermesmeier 1999).
final class FourierInversion {
    private static final double TILT = 20;

    private FourierInversion() {}

    /// Chance of a total above a loss.
    ///
    /// @param points of the grid, a power of two; the loss lies in the middle between two in its first half
    static double above(double frequency, LognormalValue each, double loss, int points) {
        int last = points / 2;
        double step = loss / (last + 0.5);
        double[] tilted = new double[points];
        double below = 0;
        for (int k = 0; k < points; k++) {
            double upTo = 1 - each.exceedance((k + 0.5) * step);
            tilted[k] = (upTo - below) * Math.exp(-TILT * k / points);
            below = upTo;
        }
        var transformer = new FastFourierTransformer(DftNormalization.STANDARD);
        Complex[] transform = transformer.transform(tilted, TransformType.FORWARD);
        for (int k = 0; k < points; k++) {
            transform[k] = transform[k].subtract(1).multiply(frequency).exp();
        }
        Complex[] totals = transformer.transform(transform, TransformType.INVERSE);
        double notAbove = 0;
        for (int k = 0; k <= last; k++) {
            notAbove += totals[k].getReal() * Math.exp(TILT * k / points);
        }
        return 1 - notAbove;
    }
}
