// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.comparison;

import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.jvm.JmhRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The times of a build's benchmarks: for each one, the median of every round. Not thread-safe.
final class BenchmarkTimes {
    /* Commits before the package jmh have the same classes one level higher. */
    private static final String OWN = "^dev\\.evenkeel\\.benchmarks\\.(?:jmh\\.)?(?=[^.]*\\.[^.]*$)";

    private final Map<String, BenchmarkSamples> medians = new TreeMap<>();

    private final String pattern;

    /// @param only parts of names of classes or methods to run; empty for all benchmarks
    BenchmarkTimes(List<String> only) {
        this.pattern = pattern(only);
    }

    /// Returns the regular expression for JMH that selects this project's benchmarks.
    static String pattern(List<String> only) {
        return OWN
                + (only.isEmpty()
                        ? ""
                        : only.stream().map(Pattern::quote).collect(Collectors.joining("|", ".*(?:", ")")));
    }

    /// Runs the benchmarks once.
    ///
    /// @param home the root of a built working tree
    /// @param work a folder for logs
    /// @param jmh arguments for JMH
    void run(Path home, Path work, List<String> jmh) throws IOException, InterruptedException {
        add(JmhRunner.results(home, work, pattern, jmh));
    }

    /// Adds the results of a round.
    ///
    /// @param results results in JMH's JSON format
    void add(JsonNode results) {
        for (JsonNode result : results) {
            var round =
                    new BenchmarkSamples(List.of(BenchmarkSamples.read(result).median()), List.of());
            medians.merge(name(result), round, BenchmarkSamples::plus);
        }
    }

    /// Returns the medians of all rounds, by name of benchmark with parameters and unit.
    Map<String, BenchmarkSamples> medians() {
        return Map.copyOf(medians);
    }

    private static String name(JsonNode result) {
        String benchmark = result.path("benchmark").asString();
        var name =
                new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1));
        result.path("params")
                .properties()
                .forEach(parameter -> name.append(", ")
                        .append(parameter.getKey())
                        .append(' ')
                        .append(parameter.getValue().asString()));
        return name.append(", ")
                .append(result.path("primaryMetric").path("scoreUnit").asString())
                .toString();
    }
}
