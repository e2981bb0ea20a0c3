// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.comparison;

import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A comparison of the same benchmarks' times at two commits. Immutable.
///
/// @param before times by name of benchmark
/// @param after times by name of benchmark
record BenchmarkComparison(Map<String, BenchmarkSamples> before, Map<String, BenchmarkSamples> after) {
    /// Smallest relevant change, as a factor: smaller ones are caused by code layout in memory.
    private static final double NOTABLE = 1.05;
    /// Fewer rounds do not reveal the noise.
    private static final int LEAST_ROUNDS = 3;

    /// Returns median times at the later commit divided by those at the earlier one, over all rounds, by name
    /// of benchmark.
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new TreeMap<>();
        after.forEach((name, figures) -> {
            BenchmarkSamples earlier = before.get(name);
            if (earlier != null) {
                ratios.put(name, figures.median() / earlier.median());
            }
        });
        return ratios;
    }

    /// Returns the benchmarks with three rounds or more that became slower by 5% or more and whose slowest
    /// round before was faster than their fastest round after.
    List<String> slower() {
        return ratios().entrySet().stream()
                .filter(ratio -> ratio.getValue() >= NOTABLE && isDisjoint(before, after, ratio.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Formats the comparison as a table.
    String toText() {
        Map<String, Double> ratios = ratios();
        List<List<String>> rows = new ArrayList<>();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Double ratio = ratios.get(name);
            rows.add(List.of(
                    name,
                    before.getOrDefault(name, BenchmarkSamples.NONE).toCell(),
                    after.getOrDefault(name, BenchmarkSamples.NONE).toCell(),
                    ratio == null ? "-" : String.format(Locale.ROOT, "%.2fx", ratio),
                    ratio == null ? "" : verdict(name, ratio)));
        }
        return MarkdownTable.format(List.of("benchmark", "before", "after", "ratio", ""), rows);
    }

    private String verdict(String name, double ratio) {
        if (ratio >= NOTABLE && isDisjoint(before, after, name)) {
            return "**slower**";
        }
        return ratio <= 1 / NOTABLE && isDisjoint(after, before, name) ? "faster" : "";
    }

    private static boolean isDisjoint(
            Map<String, BenchmarkSamples> low, Map<String, BenchmarkSamples> high, String name) {
        BenchmarkSamples fast = low.getOrDefault(name, BenchmarkSamples.NONE);
        BenchmarkSamples slow = high.getOrDefault(name, BenchmarkSamples.NONE);
        return Math.min(fast.times().size(), slow.times().size()) >= LEAST_ROUNDS && fast.max() < slow.min();
    }
}
