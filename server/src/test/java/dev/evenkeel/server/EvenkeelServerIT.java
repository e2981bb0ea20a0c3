// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvenkeelServerIT {
    private static final String FLAG = """
            {"flags":{"%s":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"%s"}}}""";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void printsUsageForHelpOption() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, "--help")) {
            assertThat(server.exitCode()).isZero();
            assertThat(server.out()).startsWith("Usage: ").contains("--database-url", "EVENKEEL_PROMETHEUS_TOKEN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--port=x", "--prometheus-url=x"})
    void exitsWith2AndPointsToHelpForInvalidOptions(String option) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, option)) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.out()).isEmpty();
            assertThat(server.err())
                    .contains(option.substring(0, 6), "Help: ./evenkeel serve --help")
                    .doesNotContain("Usage: ");
        }
    }

    @Test
    void warnsOnStderrAboutSecretsInArguments() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                folder,
                "--admin-token",
                "hush-hush",
                "--flags",
                folder.resolve("none.json").toString())) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.out()).isEmpty();
            assertThat(server.err().lines().findFirst())
                    .hasValueSatisfying(warning -> assertThat(warning)
                            .contains("Warning: --admin-token is visible", "EVENKEEL_ADMIN_TOKEN")
                            .doesNotContain("hush"));
        }
    }

    @Test
    void printsAllFlagFileErrorsAndExitsWith2() throws Exception {
        Path bad = file("bad.json", Json.of("{'flags':{'x':{'state':'ON'},'y':3}}"));
        Path broken = file("broken.json", "{");
        try (ServerProcess server = ServerProcess.start(folder, "--flags", bad.toString());
                ServerProcess other = ServerProcess.start(
                        folder,
                        "--flags",
                        broken.toString(),
                        "--flags",
                        folder.resolve("none.json").toString())) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.err()).contains("bad.json: /flags/x", "bad.json: /flags/y");
            assertThat(other.exitCode()).isEqualTo(2);
            assertThat(other.err()).contains("broken.json", "none.json");
        }
    }

    @Test
    void invalidTargetingRuleFailsOnlyItsOwnFlag() throws Exception {
        Path odd = file("odd.json", """
                {"flags":[{"key":"odd","state":"ENABLED","variants":{"on":true},"targeting":{"nope":[]}},
                          {"key":"sound","state":"ENABLED","variants":{"on":true},"defaultVariant":"on"}]}""");
        String data = folder.resolve("data").toString();
        try (ServerProcess server = ready("--port", "0", "--data", data, "--flags", odd.toString())) {
            assertThat(server.err()).contains("odd.json: /flags/0/targeting", "nope");
            HttpResponse<String> broken = evaluate(server, "odd");
            assertThat(broken.statusCode()).isEqualTo(400);
            assertThat(broken.body()).contains("PARSE_ERROR");
            assertThat(evaluate(server, "sound").body()).contains(Json.of("'value':true"));
        }
    }

    private HttpResponse<String> evaluate(ServerProcess server, String flag) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/ofrep/v1/evaluate/flags/" + flag))
                .header("Authorization", "Bearer " + TestServer.SDK_KEY)
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void recoversWhenDatabaseOrServerProcessIsKilled() throws Exception {
        Path first = file("first.json", FLAG.formatted("a", "on"));
        Path second = file("second.json", FLAG.formatted("b", "on"));
        Path data = folder.resolve("data");
        String[] options = {
            "--port", "0", "--data", data.toString(), "--flags", first.toString(), "--flags", second.toString()
        };
        long database;
        try (ServerProcess server = ready(options)) {
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, flags()).body()).contains("\"a\"", "\"b\"");
            assertThat(get(server, flags()).headers().firstValue("ETag")).hasValue("\"default-1\"");

            kill(databasePid(data));
            await().atMost(Duration.ofSeconds(30)).until(() -> put(server, FLAG.formatted("c", "on")) == 200);
            assertThat(get(server, flags()).headers().firstValue("ETag")).hasValue("\"default-2\"");

            database = databasePid(data);
            server.process().destroyForcibly().waitFor();
        }
        try (ServerProcess server = ready(options)) {
            assertThat(databasePid(data)).isEqualTo(database);
            assertThat(get(server, flags()).body()).contains("\"a\"").doesNotContain("\"c\"");
            assertThat(get(server, flags()).headers().firstValue("ETag")).hasValue("\"default-3\"");
            assertThat(server.out()).startsWith("Ready ");
            server.process().destroy();
            assertThat(server.process().waitFor(10, TimeUnit.SECONDS))
                    .as("ends within 10 s")
                    .isTrue();
        }
        assertThat(ProcessHandle.of(database).flatMap(process -> process.info().command()))
                .isEmpty();
        try (ServerProcess server = ready(options)) {
            assertThat(get(server, flags()).headers().firstValue("ETag")).hasValue("\"default-3\"");
        }
    }

    private ServerProcess ready(String... options) throws IOException {
        ServerProcess server = ServerProcess.start(folder, options);
        await().atMost(Duration.ofSeconds(90))
                .failFast("the server ended", () -> !server.process().isAlive())
                .until(server::isReady);
        return server;
    }

    private static String flags() {
        return "/api/v1/environments/default/flags";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static long databasePid(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private HttpResponse<String> get(ServerProcess server, String path) throws IOException, InterruptedException {
        return http.send(request(server, path, TestServer.ADMIN_TOKEN).build(), BodyHandlers.ofString());
    }

    private int put(ServerProcess server, String body) throws IOException, InterruptedException {
        return http.send(
                        request(server, flags(), TestServer.ADMIN_TOKEN)
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpRequest.Builder request(ServerProcess server, String path, String token) {
        return HttpRequest.newBuilder(URI.create(server.address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }
}
