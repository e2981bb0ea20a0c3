// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ratios;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A ratio and the times from which it was computed. Immutable.
///
/// @param nanos shortest times, by name of benchmark
public record BenchmarkRatioResult(BenchmarkRatio ratio, Map<String, Double> nanos) {
    public BenchmarkRatioResult {
        nanos = Map.copyOf(nanos);
    }

    /// Returns the numerator's time divided by the denominator's.
    public double value() {
        return ratio.compute(nanos);
    }

    /// Whether the ratio is within its limit.
    public boolean isWithinLimit() {
        return value() <= ratio.limit();
    }

    /// Formats the ratio, its limit and the times on one line.
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s: %.2fx, limit %.2fx (%s)",
                ratio.name(),
                value(),
                ratio.limit(),
                ratio.benchmarks().stream().map(this::time).collect(Collectors.joining(", ")));
    }

    private String time(String benchmark) {
        String method = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        return String.format(Locale.ROOT, "%s %.1f ns", method, nanos.getOrDefault(benchmark, Double.NaN));
    }
}
