// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.jmh.EvaluationBenchmark;
import dev.evenkeel.benchmarks.jmh.LoadBenchmark;
import dev.evenkeel.benchmarks.jvm.Figures;
import dev.evenkeel.benchmarks.jvm.JmhRun;
import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What is asked of Evenkeel alone: whether many flags make an evaluation slower, and how long they take to load.
///
/// @param evaluations by name and number of flags
/// @param load of 10,000 flags, in milliseconds; the first is the first of its JVM
record OwnBenchmarks(Map<String, Figures> evaluations, Figures load) {
    /// @param jmh arguments for JMH
    static OwnBenchmarks run(Path home, Path work, List<String> jmh) throws IOException, InterruptedException {
        Map<String, Figures> evaluations = new TreeMap<>();
        for (JsonNode result : JmhRun.results(home, work, EvaluationBenchmark.class, jmh)) {
            String name = JmhRun.method(result) + ", "
                    + result.path("params").path("flags").asString() + " flags";
            evaluations.put(name, Figures.read(result));
        }
        Figures load = Figures.NONE;
        for (JsonNode result : JmhRun.results(home, work, LoadBenchmark.class, List.of())) {
            if (JmhRun.method(result).equals("parse")) {
                load = Figures.read(result);
            }
        }
        return new OwnBenchmarks(evaluations, load);
    }

    String toText() {
        List<List<String>> rows = new ArrayList<>();
        evaluations.forEach((name, figures) -> rows.add(List.of(name, figures.cell())));
        return Table.of(List.of("evaluation", "ns, B"), rows);
    }

    Goal loadGoal() {
        return new Goal(
                "10,000 flags load in less than 500 ms",
                String.format(
                        Locale.ROOT,
                        "%.0f ms the first time in a JVM, then %.0f ms",
                        load.times().getFirst(),
                        load.median()),
                load.most() < 500);
    }
}
