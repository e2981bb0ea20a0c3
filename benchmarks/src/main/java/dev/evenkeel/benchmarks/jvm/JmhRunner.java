// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runner of Evenkeel's own JMH benchmarks.
public final class JmhRunner {
    private static final JsonMapper JSON = new JsonMapper();

    private JmhRunner() {}

    /// Runs the benchmarks of a class and measures their allocations.
    ///
    /// @param home the root of the repository
    /// @param work a folder for logs
    /// @param jmh arguments for JMH
    /// @return JMH's results, one element per benchmark, mode and parameter
    public static JsonNode results(Path home, Path work, Class<?> benchmark, List<String> jmh)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "jmh");
        Path file = folder.resolve("jmh.json");
        List<String> arguments = new ArrayList<>(
                List.of(benchmark.getName(), "-prof", "gc", "-foe", "true", "-rf", "json", "-rff", file.toString()));
        arguments.addAll(jmh);
        new DefaultJvmLauncher(home.resolve("benchmarks")).run(folder.resolve("log.txt"), Main.class, arguments);
        return JSON.readTree(file.toFile());
    }

    /// Returns the name of a result's method.
    public static String method(JsonNode result) {
        String benchmark = result.path("benchmark").asString();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }
}
