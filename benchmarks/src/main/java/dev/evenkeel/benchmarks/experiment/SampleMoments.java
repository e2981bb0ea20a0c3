// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

/// Outcomes of one variant, added up for a test of fixed size. Mutable, confined to one thread.
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

    /// Units whose outcome is not 0.
    long nonZero() {
        return nonZero;
    }

    double mean() {
        return sum / units;
    }

    /// Variance of the mean.
    double error() {
        return (squares / units - mean() * mean()) / units;
    }
}
