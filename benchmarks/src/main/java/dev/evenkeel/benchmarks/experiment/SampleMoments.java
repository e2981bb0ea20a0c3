// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

/// Accumulated outcomes of one variant for a fixed-size test. Mutable, not thread-safe.
final class SampleMoments {
    private long units;
    private long nonZero;
    private double sum;
    private double squares;

    void add(double outcome) {
        units++;
        nonZero += outcome > 0 ? 1 : 0;
        sum += outcome;
        squares += outcome * outcome;
    }

    long units() {
        return units;
    }

    /// Returns the number of units whose outcome is not 0.
    long nonZero() {
        return nonZero;
    }

    double mean() {
        return sum / units;
    }

    /// Returns the variance of the mean.
    double error() {
        return (squares / units - mean() * mean()) / units;
    }
}
