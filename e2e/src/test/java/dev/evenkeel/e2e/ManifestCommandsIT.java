// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Manifest commands with the example of the repository against real servers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestCommandsIT {
    private static final String NO_FLAGS = Json.of("{'flags': {}}");

    @TempDir
    private static Path folder;

    private FlagServer server;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = startServer("shared");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static FlagServer startServer(String name) throws IOException, InterruptedException {
        return FlagServer.start(Files.createDirectory(folder.resolve(name)), NO_FLAGS);
    }

    private record CommandResult(int exit, String out, String err) {}

    @Test
    void appliesManifestsIdempotently() throws Exception {
        Path files = example();
        try (FlagServer empty = startServer("idempotent")) {
            assertThat(run(empty, "export", "Service").exit())
                    .as("nothing to export")
                    .isEqualTo(1);
            CommandResult first = run(empty, "diff", "-f", files.toString(), "--set", "payments");
            assertThat(first.exit()).isEqualTo(1);
            assertThat(first.out()).contains("+ Service payments", "Plan:");
            assertThat(run(empty, "apply", "-f", files.toString(), "--set", "payments")
                            .out())
                    .contains("+ Flag production/payment-core", "Applied:");
            CommandResult again = run(empty, "apply", "-f", files.toString(), "--set", "payments");
            assertThat(again.out()).startsWith("No changes:");
            assertThat(run(empty, "diff", "-f", files.toString(), "--set", "payments")
                            .exit())
                    .isZero();
        }
    }

    @Test
    void reproducesExportOnEmptyServer() throws Exception {
        run(server, "apply", "-f", example().toString(), "--set", "payments");
        Path exported = folder.resolve("exported");
        assertThat(run(server, "export", "--out", exported.toString()).out()).contains("Wrote");
        String all = run(server, "export").out();
        try (FlagServer empty = startServer("empty")) {
            assertThat(run(empty, "apply", "-f", exported.toString()).out()).contains("Applied:");
            assertThat(run(empty, "export").out()).isEqualTo(all);
            assertThat(run(empty, "apply", "-f", exported.toString()).out()).startsWith("No changes:");
        }
    }

    @Test
    void reportsAndResolvesDrift() throws Exception {
        Path files = example();
        run(server, "apply", "-f", files.toString(), "--set", "payments");
        CommandResult drift = run(server, "drift");
        assertThat(drift.exit()).isZero();
        run(server, "flag", "disable", "payment-core", "--environment", "production", "--reason", "at night");
        drift = run(server, "drift", "--set", "payments");
        assertThat(drift.exit()).isEqualTo(1);
        assertThat(drift.out()).contains("Flag production/payment-core changed manually:", "/state");
        Path exported = Files.writeString(
                files.resolve("flags.yaml"),
                run(server, "export", "FlagSet", "production").out());
        assertThat(exported).content().contains("state: DISABLED");
        assertThat(run(server, "apply", "-f", files.toString(), "--set", "payments")
                        .exit())
                .isZero();
        assertThat(run(server, "drift", "--set", "payments").exit()).isZero();
    }

    @Test
    void writesJsonSchemas() {
        Path schemas = folder.resolve("schemas");
        run(server, "schema", "--out", schemas.toString());
        assertThat(schemas.resolve("Service.json")).content().contains("failureCost");
    }

    @Test
    void reportsValidationErrorsByFile() throws Exception {
        Path files = example();
        Files.writeString(files.resolve("services.yaml"), """
                apiVersion: evenkeel.dev/v1
                kind: Service
                metadata: {name: payments}
                spec: {tier: 9}
                """);
        CommandResult before = run(server, "export", "Service");
        CommandResult rejected = run(server, "apply", "-f", files.toString());
        assertThat(rejected.exit()).isEqualTo(1);
        assertThat(rejected.err()).contains("services.yaml /spec/tier: must be 1 to 4, got 9");
        assertThat(run(server, "export", "Service")).isEqualTo(before);
    }

    /* Without the file whose secret would come from the environment. */
    private static Path example() throws IOException {
        Path copy = Files.createTempDirectory(folder, "keel");
        try (Stream<Path> files = Files.list(Repository.root().resolve("examples/gitops"))) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".yaml") && !file.endsWith("messages.yaml")) {
                    Files.copy(file, copy.resolve(file.getFileName().toString()));
                }
            }
        }
        return copy;
    }

    private static CommandResult run(FlagServer server, String... command) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> arguments = Stream.concat(
                        Stream.of(command),
                        Stream.of("--server", server.address().toString(), "--token", FlagServer.ADMIN_TOKEN))
                .toList();
        int exit = EvenkeelCli.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new CommandResult(exit, out.toString(), err.toString());
    }
}
