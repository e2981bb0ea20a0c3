// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.contest.ContestMain;
import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.jvm.DefaultJvmLauncher;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runner of the contenders in rotation, each module in separate JVMs, so that none affects another. Not
/// thread-safe.
final class EvaluationContest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String METHOD = "measure";

    private final Path work;
    private final List<String> jmh;
    private final Map<String, ContenderResult> entrants = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Map<EvaluationScenario, BenchmarkSamples>>> figures = new LinkedHashMap<>();

    /// @param work a folder for logs
    /// @param jmh arguments for JMH
    EvaluationContest(Path work, List<String> jmh) {
        this.work = work;
        this.jmh = List.copyOf(jmh);
    }

    /// Verifies and times the contenders of one module; call it again for another round.
    void run(Path module) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, String.valueOf(module.getFileName()));
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        arguments.addAll(jmh);
        new DefaultJvmLauncher(module).run(folder.resolve("log.txt"), ContestMain.class, arguments);
        readEntrants(folder.resolve("contenders.properties"));
        for (JsonNode result : JSON.readTree(folder.resolve("jmh.json").toFile())) {
            addResult(result);
        }
    }

    /// Returns all contenders with all times.
    List<ContenderResult> results() {
        return entrants.entrySet().stream()
                .map(entry -> entry.getValue().with(figures.getOrDefault(entry.getKey(), Map.of())))
                .toList();
    }

    private void readEntrants(Path file) throws IOException {
        var about = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            about.load(reader);
        }
        for (String property : about.stringPropertyNames()) {
            if (property.endsWith(".name")) {
                String type = property.substring(0, property.length() - ".name".length());
                entrants.putIfAbsent(type, ContenderResult.read(type, about));
            }
        }
    }

    private void addResult(JsonNode result) {
        String benchmark = result.path("benchmark").asString();
        String scenario = benchmark.substring(benchmark.lastIndexOf(METHOD) + METHOD.length());
        figures.computeIfAbsent(result.path("params").path("contender").asString(), ignored -> new TreeMap<>())
                .computeIfAbsent(result.path("threads").asInt(), ignored -> new EnumMap<>(EvaluationScenario.class))
                .merge(
                        EvaluationScenario.valueOf(scenario.toUpperCase(Locale.ROOT)),
                        BenchmarkSamples.read(result),
                        BenchmarkSamples::plus);
    }
}
