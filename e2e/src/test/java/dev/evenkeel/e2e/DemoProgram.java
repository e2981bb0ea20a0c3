// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo as a newcomer runs it.
final class DemoProgram {
    /* Longer than any story takes on a busy machine; the limits of the demo itself grow with the load. */
    private static final int LIMIT_MINUTES = 25;
    private static final int LAST_LINES = 30;

    private DemoProgram() {}

    /// Runs a story to its end, which has to be a good one.
    ///
    /// @param progressListener receives each line of progress
    /// @return the JSON object that it prints
    static JsonNode run(Path data, Consumer<String> progressListener, String... options)
            throws IOException, InterruptedException {
        Process demo = start(data, options);
        CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES).execute(demo::destroy);
        var progress = new StringBuilder();
        try (BufferedReader lines = demo.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                progress.append(line).append('\n');
                progressListener.accept(line);
            });
            JsonNode result = new JsonMapper().readTree(demo.getInputStream().readAllBytes());
            assertThat(demo.waitFor())
                    .as("exit code after%n%s%n%s%n%s", progress, result, lastLogLines(data))
                    .isZero();
            return result;
        } finally {
            demo.destroy();
            demo.waitFor(30, TimeUnit.SECONDS);
        }
    }

    /* The folder is deleted after the test. */
    private static String lastLogLines(Path data) throws IOException {
        var text = new StringBuilder();
        for (String program : List.of("server", "payments")) {
            Path log = data.resolve(program).resolve("log.txt");
            if (Files.exists(log)) {
                List<String> lines = Files.readAllLines(log);
                text.append(log).append(":\n");
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                        .forEach(line -> text.append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private static Process start(Path data, String... more) throws IOException {
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
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).start();
    }
}
