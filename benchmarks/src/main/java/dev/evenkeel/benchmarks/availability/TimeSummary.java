// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.List;

/// A summary of measured times, in milliseconds; zeros without any. A percentile is the smallest measured time that at
/// least this share of all times does not exceed.
record TimeSummary(int count, double p50Millis, double p99Millis, double maxMillis) {
    static TimeSummary of(List<Duration> times) {
        if (times.isEmpty()) {
            return new TimeSummary(0, 0, 0, 0);
        }
        List<Duration> sorted = times.stream().sorted().toList();
        return new TimeSummary(
                sorted.size(),
                millis(percentile(sorted, 0.5)),
                millis(percentile(sorted, 0.99)),
                millis(sorted.getLast()));
    }

    private static Duration percentile(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /// Formats the cells of a table: count, p50, p99, maximum in milliseconds.
    List<String> cells() {
        return List.of(
                QuantityFormatter.formatCount(count),
                BenchmarkNumberFormatter.formatNumber(p50Millis, "%,.1f"),
                BenchmarkNumberFormatter.formatNumber(p99Millis, "%,.1f"),
                BenchmarkNumberFormatter.formatNumber(maxMillis, "%,.1f"));
    }
}
