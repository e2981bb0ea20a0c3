// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a measured run of `bench load`, read from its result files. Immutable.
///
/// @param name name of the result files
/// @param options options of the run
/// @param fastestPerSecond highest rate, in batches per second
/// @param steadyPerSecond batches per second under the steady load
/// @param p50Millis median latency under the steady load
/// @param p99Millis 99th percentile of the latency under the steady load
/// @param serverMicros server CPU per batch under the steady load
/// @param databaseMicros PostgreSQL CPU per batch under the steady load
/// @param transactionsPerSecond transactions under the steady load; empty if not measured
record LoadMeasurement(
        String name,
        LoadOptions options,
        double fastestPerSecond,
        double steadyPerSecond,
        double p50Millis,
        double p99Millis,
        OptionalDouble serverMicros,
        OptionalDouble databaseMicros,
        OptionalDouble transactionsPerSecond) {
    private static final Pattern CPU = Pattern.compile("(\\d+) µs of the server, (\\d+) µs of its database");

    /// The options of `bench load`.
    ///
    /// @param units new units per variant, rollout and batch
    record LoadOptions(int minutes, int connections, int rollouts, int units) {
        private static LoadOptions parse(String command) {
            return new LoadOptions(
                    option(command, "minutes", 30),
                    option(command, "connections", 16),
                    option(command, "rollouts", 3),
                    option(command, "units", 1));
        }

        private static int option(String command, String name, int missing) {
            Matcher found = Pattern.compile("--" + name + " (\\d+)").matcher(command);
            return found.find() ? Integer.parseInt(found.group(1)) : missing;
        }
    }

    /// Returns the store of the run.
    IntakeStore store() {
        return name.startsWith("load-kafka") ? IntakeStore.KAFKA : IntakeStore.POSTGRESQL;
    }

    /// Reads `load.json`, `load-ten-units.json` and all `load-kafka*.json` of a folder, as far as they exist.
    static List<LoadMeasurement> readAll(Path folder) throws IOException {
        List<String> names = new ArrayList<>(List.of("load", "load-ten-units"));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.startsWith("load-kafka") && file.endsWith(".json"))
                        .map(file -> file.substring(0, file.length() - ".json".length()))
                        .sorted()
                        .forEach(names::add);
            }
        }
        List<LoadMeasurement> all = new ArrayList<>();
        for (String name : names) {
            if (Files.exists(folder.resolve(name + ".json"))) {
                all.add(read(folder, name));
            }
        }
        return all;
    }

    private static LoadMeasurement read(Path folder, String name) throws IOException {
        JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve(name + ".json")));
        Path markdown = folder.resolve(name + ".md");
        Matcher cpu = CPU.matcher(Files.exists(markdown) ? Files.readString(markdown) : "");
        boolean measured = cpu.find();
        JsonNode steady = json.path("batches").path("whole");
        JsonNode intake = json.path("intake");
        return new LoadMeasurement(
                name,
                LoadOptions.parse(json.path("command").asString()),
                json.path("fastest").path("perSecond").asDouble(),
                steady.path("perSecond").asDouble(),
                steady.path("p50Millis").asDouble(),
                steady.path("p99Millis").asDouble(),
                measured ? OptionalDouble.of(Double.parseDouble(cpu.group(1))) : OptionalDouble.empty(),
                measured ? OptionalDouble.of(Double.parseDouble(cpu.group(2))) : OptionalDouble.empty(),
                intake.isObject()
                        ? OptionalDouble.of(intake.path("transactions").asDouble()
                                / intake.path("seconds").asDouble())
                        : OptionalDouble.empty());
    }
}
