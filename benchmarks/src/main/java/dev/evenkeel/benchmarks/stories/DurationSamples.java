// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Durations of the same kind, at least one.
///
/// @param sorted shortest first
record DurationSamples(List<Duration> sorted) {
    /// With fewer values, the 99th percentile would equal the maximum.
    private static final int ENOUGH_FOR_P99 = 100;

    DurationSamples {
        sorted = sorted.stream().sorted().toList();
    }

    /// Formats the cells of a table: count, p50, p99 if there are enough, worst.
    List<String> cells() {
        return List.of(
                String.valueOf(sorted.size()),
                seconds(quantile(0.5)),
                sorted.size() < ENOUGH_FOR_P99 ? "" : seconds(quantile(0.99)),
                seconds(max()));
    }

    Duration max() {
        return sorted.getLast();
    }

    Duration min() {
        return sorted.getFirst();
    }

    static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.2f s", span.toMillis() / 1_000.0);
    }

    /// The smallest value that is at least as long as this share of all.
    private Duration quantile(double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
