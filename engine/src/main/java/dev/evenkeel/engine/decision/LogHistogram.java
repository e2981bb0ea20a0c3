// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// A histogram of nonnegative numbers in constant memory: 8,192 bins, each 0.7% wider than the previous one,
/// from a ten-thousandth to 10^20. Quantiles are exact to a bin. Not thread-safe.
final class LogHistogram {
    private static final int BINS = 8_192;
    private static final double FROM = Math.log(1e-4);
    private static final double STEP = (Math.log(1e20) - FROM) / BINS;

    private final double[] bins = new double[BINS];
    private double nothing;
    private double weight;
    private double sum;
    private double squares;

    /// Adds a number.
    ///
    /// @param value 0 or more
    /// @param share weight, 0 or more
    void add(double value, double share) {
        weight += share;
        sum += share * value;
        squares += share * value * value;
        if (value > 0) {
            bins[(int) Math.clamp((Math.log(value) - FROM) / STEP, 0, BINS - 1)] += share;
        } else {
            nothing += share;
        }
    }

    /// Returns the mean, exact; 0 when empty.
    double mean() {
        return weight == 0 ? 0 : sum / weight;
    }

    /// Returns the standard error of the mean.
    double standardError() {
        double mean = mean();
        return weight == 0 ? 0 : Math.sqrt(Math.max(0, squares / weight - mean * mean) / weight);
    }

    /// Returns a quantile; 0 when empty.
    double quantile(double share) {
        double left = share * weight - nothing;
        if (left <= 0) {
            return 0;
        }
        int bin = 0;
        while (bin < BINS - 1 && left > bins[bin]) {
            left -= bins[bin];
            bin++;
        }
        return Math.exp(FROM + (bin + 0.5) * STEP);
    }

    /// Returns the weight of larger numbers, exact to the bin of the value.
    double weightAbove(double value) {
        if (value <= 0) {
            return weight - nothing;
        }
        int first = (int) Math.clamp((Math.log(value) - FROM) / STEP, 0, BINS - 1) + 1;
        double above = 0;
        for (int bin = first; bin < BINS; bin++) {
            above += bins[bin];
        }
        return above;
    }
}
