// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.jmh.EvaluationBenchmark;
import dev.evenkeel.benchmarks.jmh.LoadBenchmark;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.jvm.JmhRunner;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Measurements of Evenkeel alone: whether many flags make an evaluation slower, and how long they take to
/// load.
///
/// @param evaluations times by name and number of flags
/// @param load load time of 10,000 flags in milliseconds; the first value is the first load of its JVM
record EvenkeelEvaluationResults(Map<String, BenchmarkSamples> evaluations, BenchmarkSamples load) {
    /// @param jmh arguments for JMH
    static EvenkeelEvaluationResults run(Path home, Path work, List<String> jmh)
            throws IOException, InterruptedException {
        Map<String, BenchmarkSamples> evaluations = new TreeMap<>();
        for (JsonNode result : JmhRunner.results(home, work, EvaluationBenchmark.class, jmh)) {
            String name = JmhRunner.method(result) + ", "
                    + result.path("params").path("flags").asString() + " flags";
            evaluations.put(name, BenchmarkSamples.read(result));
        }
        BenchmarkSamples load = BenchmarkSamples.NONE;
        for (JsonNode result : JmhRunner.results(home, work, LoadBenchmark.class, List.of())) {
            if (JmhRunner.method(result).equals("parse")) {
                load = BenchmarkSamples.read(result);
            }
        }
        return new EvenkeelEvaluationResults(evaluations, load);
    }

    String toText() {
        List<List<String>> rows = new ArrayList<>();
        evaluations.forEach((name, figures) -> rows.add(List.of(name, figures.toCell())));
        return MarkdownTable.format(List.of("evaluation", "ns, B"), rows);
    }

    BenchmarkGoal loadGoal() {
        return new BenchmarkGoal(
                "10,000 flags load in less than 500 ms",
                String.format(
                        Locale.ROOT,
                        "%.0f ms the first time in a JVM, then %.0f ms",
                        load.times().getFirst(),
                        load.median()),
                load.max() < 500);
    }
}
