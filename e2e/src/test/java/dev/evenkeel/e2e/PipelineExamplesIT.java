// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files of `examples/ci`, run as shell against the real server, with outcomes of a real SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineExamplesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path EXAMPLES = Repository.root().resolve("examples/ci");

    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private FlagServer server;
    private LoadGeneratingService service;
    private String machineToken = "";

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("tiny.yaml"), LoadGeneratingService.PLAN);
        server = FlagServer.start(
                folder,
                Json.of("{'flags': {'payment-core': FLAG, 'payment-limits': FLAG}}")
                        .replace("FLAG", LoadGeneratingService.FLAG));
        service = LoadGeneratingService.start(server);
        prepareWorkspace();
        Path services = Files.writeString(folder.resolve("services.yaml"), """
                services:
                  payments: {owner: team-money, tier: 1, flags: [{flag: payment-core}, {flag: payment-limits}]}
                """);
        evenkeel("service", "apply", services.toString());
        machineToken = evenkeel(
                        "token",
                        "create",
                        "ci-payments",
                        "--machine",
                        "--role",
                        "author@payments",
                        "--expires-in",
                        "P90D")
                .strip();
    }

    @AfterAll
    void stop() {
        http.close();
        service.close();
        server.close();
    }

    /* What the pipeline checks out, and the package that it fetches: a launcher of the command line as it was built. */
    private static void prepareWorkspace() throws IOException, InterruptedException {
        Path script =
                Files.createDirectories(folder.resolve("work/examples/ci")).resolve("evenkeel-rollout.sh");
        Files.copy(EXAMPLES.resolve("evenkeel-rollout.sh"), script);
        writeExecutable(folder.resolve("work/deploy.sh"), "#!/bin/sh\n[ -z \"${BROKEN:-}\" ] && echo deployed\n");
        Path target = Repository.root().resolve("cli/target");
        Path bin = Files.createDirectories(folder.resolve("package/evenkeel/bin"));
        writeExecutable(bin.resolve("evenkeel"), """
                #!/bin/sh
                exec "JAVA" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "TARGET/classes:TARGET/lib/*" \\
                    dev.evenkeel.cli.EvenkeelCli "$@"
                """.replace(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .replace("TARGET", target.toString()));
        Process tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        folder.resolve("evenkeel.tar.gz").toString(),
                        "-C",
                        folder.resolve("package").toString(),
                        "evenkeel")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
    }

    private static void writeExecutable(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<String, String> pipelineVariables(String flag, String... more) {
        Map<String, String> given = new HashMap<>(Map.of(
                "EVENKEEL_SERVER", server.address().toString(),
                "EVENKEEL_TOKEN", machineToken,
                "EVENKEEL_PACKAGE", folder.resolve("evenkeel.tar.gz").toUri().toString(),
                "FLAG", flag,
                "PLAN", folder.resolve("tiny.yaml").toString(),
                "XDG_CONFIG_HOME", folder.toString(),
                "JAVA_TOOL_OPTIONS", ""));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return given;
    }

    private Map<String, String> gitHubVariables(String flag, String run, String... more) {
        Map<String, String> given = pipelineVariables(flag, more);
        given.put("RUNNER_TEMP", folder.resolve("runner").toString());
        given.put("GITHUB_PATH", folder.resolve("github-path-" + run).toString());
        given.put("GITHUB_STEP_SUMMARY", folder.resolve("summary-" + run).toString());
        given.put("GITHUB_REPOSITORY", "acme/payments");
        given.put("GITHUB_RUN_ID", run);
        given.put("GITHUB_SHA", "3b55d14c");
        return given;
    }

    private PipelineSteps.PipelineResult runGitHubSteps(Map<String, String> given)
            throws IOException, InterruptedException {
        return PipelineSteps.ofGitHub(EXAMPLES.resolve("github-actions.yml")).run(folder.resolve("work"), given);
    }

    private PipelineSteps.PipelineResult runGitLabSteps(Map<String, String> given)
            throws IOException, InterruptedException {
        given.put("CI_PROJECT_DIR", folder.resolve("work").toString());
        given.put("CI_PROJECT_PATH", "acme/payments");
        given.put("CI_PIPELINE_ID", "77");
        return PipelineSteps.ofGitLab(EXAMPLES.resolve("gitlab-ci.yml"), "deploy payments")
                .run(folder.resolve("work"), given);
    }

    @Test
    void completesRolloutInGitHubWorkflow() throws IOException, InterruptedException {
        PipelineSteps.PipelineResult ended =
                service.callUntil("payment-core", false, () -> runGitHubSteps(gitHubVariables("payment-core", "812")));

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.ran()).isEqualTo(4);
        assertThat(ended.out()).contains("deployed", " ADVANCE at 50%: ", " COMPLETED: ");
        JsonNode change = change("acme/payments#812");
        assertThat(change.path("status").asString()).as(change.toString()).isEqualTo("COMPLETED");
        assertThat(queryArgoAnalysis("payment-core", "100")).isEqualTo("advance");
        assertThat(callFlaggerWebhook("confirm-promotion", "payment-core").statusCode())
                .isEqualTo(200);
        assertThat(callFlaggerWebhook("rollback", "payment-core").statusCode()).isNotEqualTo(200);
    }

    @Test
    void failsGitLabJobWithReasonWhenCandidateIsRolledBack() throws IOException, InterruptedException {
        PipelineSteps.PipelineResult ended =
                service.callUntil("payment-limits", true, () -> runGitLabSteps(pipelineVariables("payment-limits")));

        assertThat(ended.exitCode()).as(ended.out()).isEqualTo(1);
        assertThat(ended.lastLine()).matches("r-[0-9a-f]{16} ROLLED_BACK: errors: .*");
        assertThat(ended.out()).contains("deployed", " ROLL_BACK at 0%: ");
        assertThat(queryArgoAnalysis("payment-limits", "5")).isEqualTo("rollback");
        assertThat(callFlaggerWebhook("rollback", "payment-limits").statusCode())
                .isEqualTo(200);
        assertThat(callFlaggerWebhook("confirm-promotion", "payment-limits").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void exitsWithTimeoutWhenGatesStayClosed() throws IOException, InterruptedException {
        evenkeel("release", "pause", "--service", "payments", "--reason", "payments fail");
        try {
            PipelineSteps.PipelineResult closed =
                    runGitHubSteps(gitHubVariables("payment-core", "813", "GATES_TIMEOUT", "PT0S"));
            assertThat(closed.exitCode()).as(closed.out()).isEqualTo(124);
            assertThat(closed.ran()).isEqualTo(2);
            assertThat(closed.out()).contains("payments fail");
            assertThat(folder.resolve("summary-813")).content().contains("The gates are still closed after PT0S.");
            assertThat(callFlaggerWebhook("confirm-rollout", "payment-core").body())
                    .contains("payments fail");
        } finally {
            evenkeel("release", "resume", "--service", "payments", "--reason", "repaired");
        }
    }

    @Test
    void reportsFailedDeploymentAndAbortsChange() throws IOException, InterruptedException {
        PipelineSteps.PipelineResult broken = runGitHubSteps(gitHubVariables("payment-core", "814", "BROKEN", "yes"));
        assertThat(broken.exitCode()).as(broken.out()).isEqualTo(1);
        assertThat(broken.lastLine()).isEqualTo("The deployment ended with exit code 1: ./deploy.sh");
        assertThat(change("acme/payments#814").path("status").asString()).isEqualTo("ABORTED");
    }

    @Test
    void reportsInvalidToken() throws IOException, InterruptedException {
        PipelineSteps.PipelineResult rejected =
                runGitHubSteps(gitHubVariables("payment-core", "815", "EVENKEEL_TOKEN", "unknown"));
        assertThat(rejected.exitCode()).as(rejected.out()).isEqualTo(2);
        assertThat(rejected.out()).contains("(EVENKEEL_SERVER) with the token from EVENKEEL_TOKEN failed:");
    }

    @Test
    void reportsUnreachableServer() throws IOException, InterruptedException {
        PipelineSteps.PipelineResult unreachable =
                runGitHubSteps(gitHubVariables("payment-core", "816", "EVENKEEL_SERVER", "http://127.0.0.1:1"));
        assertThat(unreachable.exitCode()).as(unreachable.out()).isEqualTo(3);
        assertThat(unreachable.lastLine()).contains("The address comes from EVENKEEL_SERVER");
    }

    private JsonNode change(String externalId) {
        return JSON.readTree(evenkeel("change", "list", "--json"))
                .path("changes")
                .valueStream()
                .filter(change -> change.path("externalId").asString().equals(externalId))
                .findFirst()
                .orElseGet(JSON::missingNode);
    }

    /* The question of the analysis, with its address and header. */
    private String queryArgoAnalysis(String flag, String exposure) throws IOException, InterruptedException {
        Map<?, ?> web =
                (Map<?, ?>) navigate(documents("argo-rollouts.yaml").get(1), "spec", "metrics", 0, "provider", "web");
        Map<?, ?> header = (Map<?, ?>) ((List<?>) PipelineSteps.requireEntry(web, "headers")).getFirst();
        URI asked = URI.create(String.valueOf(web.get("url"))
                .replace("{{args.exposure}}", exposure)
                .replace("payment-core", flag));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(server.address().resolve(asked.getRawPath() + "?" + asked.getRawQuery()))
                        .header(
                                String.valueOf(header.get("key")),
                                String.valueOf(header.get("value")).replace("{{args.key}}", FlagServer.SDK_KEY))
                        .build(),
                BodyHandlers.ofString());
        assertThat(web.get("jsonPath")).isEqualTo("{$.decision}");
        return JSON.readTree(response.body()).path("decision").asString();
    }

    /* The question of a webhook, with its address, its password and its metadata. */
    private HttpResponse<String> callFlaggerWebhook(String type, String flag) throws IOException, InterruptedException {
        Map<?, ?> hook =
                (Map<?, ?>) ((List<?>) navigate(documents("flagger.yaml").getFirst(), "spec", "analysis", "webhooks"))
                        .stream()
                                .filter(each -> type.equals(((Map<?, ?>) each).get("type")))
                                .findFirst()
                                .orElseThrow();
        URI asked = URI.create(String.valueOf(hook.get("url")).replace("SDK_KEY", FlagServer.SDK_KEY));
        String body = JSON.writeValueAsString(Map.of("name", "payments", "metadata", hook.get("metadata")))
                .replace("payment-core", flag);
        return http.send(
                HttpRequest.newBuilder(server.address().resolve(asked.getRawPath()))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        asked.getRawUserInfo().getBytes(UTF_8)))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<Object> documents(String file) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(EXAMPLES.resolve(file)))
                .forEach(documents::add);
        return documents;
    }

    private static Object navigate(Object node, Object... path) {
        Object found = node;
        for (Object part : path) {
            found = part instanceof Integer index
                    ? Objects.requireNonNull(((List<?>) found).get(index))
                    : PipelineSteps.requireEntry((Map<?, ?>) found, String.valueOf(part));
        }
        return found;
    }

    private String evenkeel(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.address().toString(), "--token", FlagServer.ADMIN_TOKEN));
        int exitCode = EvenkeelCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString();
    }
}
