// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// A histogram of times from a change to its arrival at each client, with 2 digits. Not thread-safe.
final class DelayHistogram {
    private final Histogram micros = new Histogram(2);

    /// @param nanos a negative value counts as zero: the change arrived before the start of the measurement
    void add(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    double p99() {
        return millis(99);
    }

    /// Returns the summary for the JSON results.
    Summary summary() {
        return new Summary(micros.getTotalCount(), millis(50), millis(99), micros.getMaxValue() / 1_000.0);
    }

    /// Formats the cells of a table: p50, p99, max in milliseconds.
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
