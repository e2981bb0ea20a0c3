// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.StandardNormalDistribution;

/// A log-normal distribution, limited to a cap.
///
/// @param median above zero, before the cap
/// @param sigma standard deviation of the logarithm, above zero
/// @param mean mean of the capped values
/// @param meanSquare mean of their squares
record CappedLognormalDistribution(double median, double sigma, double mean, double meanSquare) {
    /// @param cap above zero
    static CappedLognormalDistribution of(double median, double sigma, double cap) {
        return new CappedLognormalDistribution(
                median, sigma, moment(1, median, sigma, cap), moment(2, median, sigma, cap));
    }

    /* E min(X, c)^k = e^(k log m + k^2 s^2 / 2) P(Z < log(c/m)/s - k s) + c^k P(Z > log(c/m)/s). */
    private static double moment(int power, double median, double sigma, double cap) {
        double place = Math.log(cap / median) / sigma;
        double whole = Math.pow(median, power) * Math.exp(power * power * sigma * sigma / 2);
        return whole * StandardNormalDistribution.upperTail(power * sigma - place)
                + Math.pow(cap, power) * StandardNormalDistribution.upperTail(place);
    }

    /// Returns the value for a standard normal deviate, before the cap.
    double valueAt(double z) {
        return median * Math.exp(sigma * z);
    }

    double variance() {
        return meanSquare - mean * mean;
    }
}
