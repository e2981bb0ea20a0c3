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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The measurement of the console, with little on the server: it asks for every page.
class ConsoleBenchIT {
    @TempDir
    private Path folder;

    @Test
    void measuresEveryPage() throws Exception {
        Path progress = folder.resolve("progress.txt");
        Process bench = start(progress, "--quick", "--json", "--results", folder.toString());
        JsonNode result;
        try {
            String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bench.waitFor())
                    .as("exit code after%n%s%n%s", Files.readString(progress), output)
                    .isZero();
            result = new JsonMapper().readTree(output);
        } finally {
            bench.destroy();
            bench.waitFor(60, TimeUnit.SECONDS);
        }

        assertThat(result.path("pages"))
                .allSatisfy(page -> {
                    assertThat(page.path("status").asInt()).isEqualTo(200);
                    assertThat(page.at("/weight/htmlBytes").asInt()).isPositive();
                })
                .extracting(page -> page.path("pattern").asString())
                .containsAll(listReferencePages());
        assertThat(Files.readString(folder.resolve("console.md"))).contains("| every page answers |");
    }

    private static List<String> listReferencePages() throws IOException {
        List<String> access = Files.readAllLines(Repository.root().resolve("spec/permissions.md"));
        List<String> pages =
                access.subList(access.indexOf("## Pages of the console"), access.indexOf("## For services")).stream()
                        .filter(line -> line.startsWith("| `GET "))
                        .map(line -> line.split("`")[1].substring("GET ".length()))
                        .toList();
        assertThat(pages).hasSizeGreaterThan(20);
        return pages;
    }

    private static Process start(Path progress, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("console"));
        command.addAll(List.of(arguments));
        return BenchmarkProgram.builder("dev.evenkeel.benchmarks.BenchmarkCli", command)
                .redirectError(progress.toFile())
                .start();
    }
}
