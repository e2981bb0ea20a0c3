// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo as a newcomer runs it, with its page open in a browser. Its limit of time is wider here: a busy machine
/// makes it late, not wrong.
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final String LINK = "watch it: ";

    @Test
    void bothActsEndAsTheyMustWhileThePageFollows(@TempDir Path data) throws Exception {
        Process demo = startDemo(data);
        List<String> links = new ArrayList<>();
        var progress = new StringBuilder();
        try (BufferedReader lines = demo.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                progress.append(line).append('\n');
                if (line.startsWith(LINK) && links.add(line.substring(LINK.length())) && links.size() == 2) {
                    RolloutPageFollows.check(links.getLast());
                }
            }
            JsonNode result = new JsonMapper().readTree(demo.getInputStream().readAllBytes());
            assertThat(demo.waitFor())
                    .as("exit code after%n%s%n%s", progress, result)
                    .isZero();
            assertThat(result.path("facts").path("lost").asString()).isEqualTo("0");
            assertThat(result.path("facts").path("doubled").asString()).isEqualTo("0");
            assertThat(links).hasSize(2);
        } finally {
            demo.destroy();
            demo.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void theLedgerMovesThroughAllStages(@TempDir Path data) throws Exception {
        Process demo = startDemo(data, "--story", "migration");
        var progress = new StringBuilder();
        try (BufferedReader lines = demo.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> progress.append(line).append('\n'));
            JsonNode result = new JsonMapper().readTree(demo.getInputStream().readAllBytes());
            assertThat(demo.waitFor())
                    .as("exit code after%n%s%n%s", progress, result)
                    .isZero();
            JsonNode facts = result.path("facts");
            assertThat(facts.path("a double booking: rolled back because").asString())
                    .startsWith("shadow: answers differ too often");
            assertThat(facts.path("lost").asString()).isEqualTo("0");
            assertThat(facts.path("doubled").asString()).isEqualTo("0");
            assertThat(facts.has("complete: everybody after")).isTrue();
        } finally {
            demo.destroy();
            demo.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static Process startDemo(Path data, String... more) throws IOException {
        Path root = Repository.root();
        Path target = root.resolve("cli").resolve("target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Devenkeel.home=" + root,
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "dev.evenkeel.cli.EvenkeelCli",
                "demo",
                "--json",
                "--limit",
                "600",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).start();
    }
}
