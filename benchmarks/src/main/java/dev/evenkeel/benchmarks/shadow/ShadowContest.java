// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.contest.ShadowContestMain;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.jvm.DefaultJvmLauncher;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runner of one module's contenders in a separate JVM.
final class ShadowContest {
    private static final JsonMapper JSON = new JsonMapper();

    private ShadowContest() {}

    /// Verifies and times the contenders.
    ///
    /// @param work a folder for logs
    /// @param sectionMillis duration of the calls in each case and round
    /// @param jmh arguments for JMH
    static List<ShadowContenderResult> run(Path module, Path work, long sectionMillis, List<String> jmh)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, String.valueOf(module.getFileName()));
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), Long.toString(sectionMillis)));
        arguments.addAll(jmh);
        new DefaultJvmLauncher(module).run(folder.resolve("log.txt"), ShadowContestMain.class, arguments);
        var about = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("contenders.properties"))) {
            about.load(reader);
        }
        List<ShadowContenderResult> entrants = new ArrayList<>();
        for (JsonNode result : JSON.readTree(folder.resolve("jmh.json").toFile())) {
            String type = result.path("params").path("contender").asString();
            entrants.add(ShadowContenderResult.read(type, about, BenchmarkSamples.read(result)));
        }
        return entrants;
    }
}
