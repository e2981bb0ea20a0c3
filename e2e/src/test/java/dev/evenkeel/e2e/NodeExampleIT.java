// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.EvenkeelCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example in Node, installed from its lock file, against the real server: OpenFeature's SDK and OFREP
/// provider as they are published, outcomes over the outcome API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeExampleIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private Path node;
    private Path example;
    private Path plan;
    private FlagServer server;
    private long orders;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        node = NodeProgram.require();
        example = copy("examples/node");
        copy("spec/outcomes");
        NodeProgram.run(example, List.of(node.resolveSibling("npm").toString(), "ci", "--no-audit", "--no-fund"));
        plan = example.resolve("plan.yaml");
        Path flags = Files.writeString(
                folder.resolve("flags.json"),
                Files.readString(example.resolve("flags.json")).replace("\"checkout\"", "\"checkout-json\""));
        Path more = Files.writeString(
                folder.resolve("more.json"),
                Files.readString(example.resolve("flags.json")).replace("\"checkout\"", "\"checkout-binary\""));
        server = FlagServer.start(folder, List.of(flags, more));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /* As it is committed: without what npm has installed there. */
    private static Path copy(String what) throws IOException {
        Path from = Repository.root().resolve(what);
        Path to = folder.resolve(what);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("node_modules")) {
                    Files.createDirectories(to.resolve(relative).getParent());
                    Files.copy(file, to.resolve(relative));
                }
            }
        }
        return to;
    }

    @Test
    void passesItsUnitTests() throws IOException, InterruptedException {
        String output = NodeProgram.run(example, List.of(node.toString(), "--test", "--test-reporter=tap"));
        assertThat(output).contains("# fail 0", "# skipped 0").containsPattern("# pass [1-9][0-9]");
    }

    @Test
    void namesNoRegistryInLockFile() throws IOException {
        assertThat(Files.readString(example.resolve("package-lock.json")))
                .doesNotContain("\"resolved\"", "://registry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "binary"})
    void rollsBackFaultyCheckoutAndCompletesRolloutOfFixedOne(String encoding) throws Exception {
        String flag = "checkout-" + encoding;
        runWithCustomers(flag, encoding, false, () -> {
            Run waited = run("rollout", "start", flag, "--plan", plan.toString(), "--reason", "new", "--wait");
            assertThat(waited.exitCode()).as(waited.err()).isEqualTo(1);
            assertThat(waited.out()).contains(" ROLLED_BACK: errors: ");
        });
        printTimings(encoding + ": a checkout that fails at one order in ten was rolled back", flag);
        runWithCustomers(flag, encoding, true, () -> {
            Run waited = run("rollout", "start", flag, "--plan", plan.toString(), "--reason", "mended", "--wait");
            assertThat(waited.exitCode()).as(waited.err()).isZero();
            assertThat(waited.out()).contains(" COMPLETED: ");
            assertThat(waited.err()).contains(" ADVANCE at 50%: to 50%: errors: shown failures < control");
        });
        printTimings(encoding + ": the mended one was with everybody", flag);
        Run replayed = run("guard", "replay", flag);
        assertThat(replayed.out()).contains("bit for bit");
    }

    private void printTimings(String what, String flag) throws IOException, InterruptedException {
        JsonNode rollout = admin("/api/v1/rollouts")
                .valueStream()
                .filter(one -> one.path("flag").asString().equals(flag))
                .findFirst()
                .orElseThrow();
        Duration time = Duration.between(
                startedAt(rollout), Instant.parse(rollout.path("endedAt").asString()));
        JsonNode candidate = rollout.at("/counts/candidate");
        System.out.println(what + " after " + time.toMillis() / 1000.0 + " s and " + candidate.path("calls")
                + " calls, " + candidate.path("failures") + " of them failed");
    }

    private static Instant startedAt(JsonNode rollout) {
        return Instant.parse(rollout.path("startedAt").asString());
    }

    @FunctionalInterface
    private interface Scenario {
        void run() throws Exception;
    }

    /* With a shop and its customers. In the end the server has every order, and each once. */
    private void runWithCustomers(String flag, String encoding, boolean fixed, Scenario scenario) throws Exception {
        List<String> shopCommand =
                new ArrayList<>(List.of("src/server.js", "--port", "0", "--flag", flag, "--encoding", encoding));
        if (fixed) {
            shopCommand.add("--mended");
        }
        Map<String, String> variables =
                Map.of("EVENKEEL_URL", server.address().toString(), "EVENKEEL_SDK_KEY", FlagServer.SDK_KEY);
        try (NodeProgram shop = NodeProgram.start(example, "shop", shopCommand, variables)) {
            URI shopAddress = shop.awaitReady();
            try (NodeProgram customers = NodeProgram.start(
                    example,
                    "customers",
                    List.of("src/load.js", "--shop", shopAddress.toString(), "--rate", "300", "--seconds", "240"),
                    Map.of())) {
                scenario.run();
                JsonNode seen = JSON.readTree(customers.end());
                orders += seen.path("classic").asLong()
                        + seen.path("modern").asLong()
                        + seen.path("failed").asLong();
                assertThat(seen.path("classic").asLong()).isPositive();
                assertThat(seen.path("failed").asLong() == 0).as("%s", seen).isEqualTo(fixed);
            }
            JsonNode stats = JSON.readTree(get(shopAddress.resolve("/stats"), ""));
            assertThat(stats.path("refused").asLong()).as("%s", stats).isZero();
            assertThat(stats.path("dropped").asLong()).as("%s", stats).isZero();
            /* The server's first answers may take longer than the shop waits for them. */
            orders -= stats.path("undecided").asLong();
            shop.end();
            assertThat(shop.log()).doesNotContain("refused", "kept");
        }
        long received = admin("/api/v1/environments/default/outcomes")
                .path("instances")
                .valueStream()
                .mapToLong(instance -> instance.path("calls").asLong())
                .sum();
        assertThat(received).as("calls that the server has").isEqualTo(orders);
    }

    private JsonNode admin(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(server.address().resolve(path), FlagServer.ADMIN_TOKEN));
    }

    private static String get(URI address, String token) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.address().toString(), "--token", FlagServer.ADMIN_TOKEN));
        int exitCode = EvenkeelCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }

    private record Run(int exitCode, String out, String err) {}
}
