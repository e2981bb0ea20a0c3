// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// Times from a change to its arrival, each to a client, to 2 digits. Confined to one thread.
final class DelayHistogram {
    private final Histogram micros = new Histogram(2);

    /// @param nanos below zero counts as zero: it was there before the moment measured from
    void add(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    double p99() {
        return millis(99);
    }

    /// What a program reads.
    Summary summary() {
        return new Summary(micros.getTotalCount(), millis(50), millis(99), micros.getMaxValue() / 1_000.0);
    }

    /// The cells of a table: p50, p99, max in milliseconds.
    List<String> cells() {
        Summary summary = summary();
        return List.of(
                String.valueOf(summary.count()),
                number(summary.p50Millis()),
                number(summary.p99Millis()),
                number(summary.maxMillis()));
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    record Summary(long count, double p50Millis, double p99Millis, double maxMillis) {}
}
