// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The measurement of availability, with few kills. Its times are not judged.
@Tag("story")
class AvailabilityBenchIT {
    private static final int GOALS = 3;

    @TempDir
    private Path folder;

    @Test
    void countsEveryCallAndDecidesOnceDespiteServerKills() throws Exception {
        Path progress = folder.resolve("progress.txt");
        Process bench = start(
                progress,
                List.of("--kills", "2", "--seconds", "1", "--reference", "1", "--rollouts", "1", "--crashes", "2"));
        JsonNode result;
        try {
            String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bench.waitFor())
                    .as("exit code after%n%s%n%s", Files.readString(progress), output)
                    .isBetween(0, 1);
            result = new JsonMapper().readTree(output);
        } finally {
            bench.destroy();
            bench.waitFor(60, TimeUnit.SECONDS);
        }

        JsonNode counts = result.path("counts");
        assertThat(counts.path("sent").asLong()).isPositive();
        assertThat(List.of(
                        counts.path("stored").asLong(), counts.path("evaluated").asLong()))
                .containsOnly(counts.path("sent").asLong());
        assertThat(result.path("kills")).hasSize(2);
        assertThat(result.path("crashes"))
                .hasSize(2)
                .allSatisfy(crash -> assertThat(crash.path("violations"))
                        .as(crash.path("rollout").asString())
                        .isEmpty());
        assertThat(result.path("goals"))
                .hasSize(GOALS)
                .extracting(goal -> goal.path("met").asBoolean())
                .endsWith(true, true);
        assertThat(Files.readString(folder.resolve("availability.md")))
                .contains("| to the last stream of a rollback |");
    }

    private Process start(Path progress, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("availability", "--json", "--results", folder.toString()));
        command.addAll(arguments);
        return BenchmarkProgram.builder("dev.evenkeel.benchmarks.BenchmarkCli", command)
                .redirectError(progress.toFile())
                .start();
    }
}
