// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.EvaluationBenchmark;
import dev.evenkeel.benchmarks.LoadBenchmark;
import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is asked of Evenkeel alone: whether many flags make an evaluation slower, and how long they take to load.
///
/// @param evaluations by name and number of flags
/// @param load of 10,000 flags, in milliseconds; the first is the first of its JVM
record OwnBenchmarks(Map<String, Figures> evaluations, Figures load) {
    private static final JsonMapper JSON = new JsonMapper();

    /// @param jmh arguments for JMH
    static OwnBenchmarks run(Path home, Path work, List<String> jmh) throws IOException, InterruptedException {
        Map<String, Figures> evaluations = new TreeMap<>();
        for (JsonNode result : results(home, work, EvaluationBenchmark.class, jmh)) {
            String name = shortName(result) + ", "
                    + result.path("params").path("flags").asString() + " flags";
            evaluations.put(name, Figures.read(result));
        }
        Figures load = Figures.NONE;
        for (JsonNode result : results(home, work, LoadBenchmark.class, List.of())) {
            if (shortName(result).equals("parse")) {
                load = Figures.read(result);
            }
        }
        return new OwnBenchmarks(evaluations, load);
    }

    private static JsonNode results(Path home, Path work, Class<?> benchmark, List<String> jmh)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, benchmark.getSimpleName());
        Path file = folder.resolve("jmh.json");
        List<String> arguments = new ArrayList<>(
                List.of(benchmark.getName(), "-prof", "gc", "-foe", "true", "-rf", "json", "-rff", file.toString()));
        arguments.addAll(jmh);
        new CleanJvm(home.resolve("benchmarks")).run(folder.resolve("log.txt"), Main.class, arguments);
        return JSON.readTree(file.toFile());
    }

    private static String shortName(JsonNode result) {
        String benchmark = result.path("benchmark").asString();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    String toText() {
        List<List<String>> rows = new ArrayList<>();
        evaluations.forEach((name, figures) -> rows.add(List.of(name, ContestTable.cell(figures))));
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
