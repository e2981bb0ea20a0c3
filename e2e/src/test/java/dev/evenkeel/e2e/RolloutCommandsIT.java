// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rollouts on the command line, against the real server, with outcomes of a real SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutCommandsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private FlagServer server;
    private LoadGeneratingService service;
    private Path plan;
    private Run completed;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        plan = Files.writeString(folder.resolve("tiny.yaml"), LoadGeneratingService.PLAN);
        server = FlagServer.start(
                folder,
                Json.of("{'flags': {'good': FLAG, 'bad': FLAG, 'long': FLAG, 'named': FLAG}}")
                        .replace("FLAG", LoadGeneratingService.FLAG));
        service = LoadGeneratingService.start(server);
        completed = service.callUntil(
                "good",
                false,
                () -> run("rollout", "start", "good", "--plan", plan.toString(), "--reason", "try it", "--wait"));
    }

    @AfterAll
    void stop() {
        service.close();
        server.close();
    }

    @Test
    void waitsForCompletionOfGoodCandidate() {
        assertThat(completed.exitCode()).as(completed.err()).isZero();
        assertThat(completed.out()).contains(" COMPLETED: ");
        assertThat(completed.err()).contains(" START at 10%: ", " ADVANCE at 50%: ", " errors HEALTHY");
        assertThat(runSuccessfully("rollout", "list").lines().findFirst().orElseThrow())
                .matches("ID +FLAG +ENVIRONMENT +CANDIDATE +STATUS +STEP +EXPOSURE +STARTED");
        assertThat(runSuccessfully("rollout", "list")).contains("good", "COMPLETED", "4/4", "100%");
        assertThat(runSuccessfully("rollout", "show", "good"))
                .contains(
                        "good: classic -> modern  COMPLETED", "step 4 of 4 at 100%, ended ", "SDKs: ", "START at 10%");
    }

    @Test
    void replaysDecisionsWithOtherParameters() {
        assertThat(runSuccessfully("guard", "replay", "good")).contains("bit for bit");
        Run stricter = run("guard", "replay", "good", "--advance-alpha", "0.000001");
        assertThat(stricter.exitCode()).isEqualTo(1);
        assertThat(stricter.out()).contains("HYPOTHETICAL: ", "actual:       ADVANCE", "hypothetical: HOLD");
        assertThat(runSuccessfully("guard", "replay", "good", "--alpha", "0.009"))
                .contains("no decision differs");
    }

    @Test
    void watchesRollbackOfBadCandidate() {
        assertThat(runSuccessfully("rollout", "start", "bad", "--candidate", "modern", "--plan", plan.toString()))
                .contains(" started: bad from classic to modern, plan tiny");
        assertThat(run("rollout", "start", "bad", "--plan", "fast").err()).contains(" is already running on flag bad.");

        Run watched = service.callUntil("bad", true, () -> run("rollout", "watch", "bad"));

        assertThat(watched.exitCode()).as(watched.err()).isEqualTo(1);
        assertThat(watched.out().lines())
                .anyMatch(line -> line.contains(" START at 10%: "))
                .anyMatch(line -> line.contains(" errors ") && line.contains("BREACHED: "))
                .anyMatch(line -> line.contains(" ROLL_BACK at 0%: "))
                .noneMatch(line -> line.contains("\u001b"));
        Run waited = run("rollout", "wait", "bad");
        assertThat(waited.exitCode()).isEqualTo(1);
        assertThat(waited.out()).contains(" ROLLED_BACK: errors: ");
        assertThat(run("guard", "replay", "bad", "--alpha", "1e-300").out())
                .contains("actual:       ROLL_BACK at 0%", "hypothetical: HOLD at 10%");
        assertThat(run("rollout", "abort", "bad", "--reason", "late").err()).contains("already ended");
    }

    @Test
    void reconnectsWatchAndTimesOutWaitWhenServerRestarts() throws IOException, InterruptedException {
        Run started = run("rollout", "start", "long", "--plan", plan.toString());
        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(started.err()).startsWith("Warning: no control calls in the last ");
        Background watch = inBackground("rollout", "watch", "long", "--json");
        Background wait = inBackground("rollout", "wait", "long", "--reconnect-timeout", "1");
        await().atMost(TIMEOUT).until(() -> watch.out().toString().contains(Json.of("'event':'rollout'")));
        await().atMost(TIMEOUT).until(() -> wait.err().toString().contains(" COLLECTING_BASELINE: "));

        server.close();
        Run gaveUp = wait.run().join();
        assertThat(gaveUp.exitCode()).isEqualTo(3);
        assertThat(gaveUp.err()).contains("No response from ", ", for 1 s.");
        server = server.startAgain();
        assertThat(runSuccessfully("rollout", "abort", "long", "--reason", "the test is over"))
                .contains("all users return to classic");

        Run watched = watch.run().join();
        assertThat(watched.exitCode()).isEqualTo(1);
        JsonNode last = watched.out()
                .lines()
                .reduce((one, next) -> next)
                .map(JSON::readTree)
                .orElseThrow();
        assertThat(last.path("event").asString()).isEqualTo("rollout");
        assertThat(last.at("/data/status").asString()).isEqualTo("ABORTED");
    }

    @Test
    void startsRolloutWithPlanStoredOnServer() throws IOException {
        Path kept = folder.resolve("ledger.yaml");
        Files.writeString(kept, """
                apiVersion: evenkeel.dev/v1
                kind: RolloutPlan
                metadata: {name: ledger}
                spec: {template: careful, approvers: [anna]}
                """);
        runSuccessfully("apply", "-f", kept.toString(), "--set", "plans");
        assertThat(runSuccessfully("rollout", "plans").lines())
                .anyMatch(line -> line.matches("ledger +yes .*"))
                .anyMatch(line -> line.matches("careful +no .*"));
        assertThat(runSuccessfully("rollout", "start", "named", "--plan", "ledger"))
                .contains(" started: named from classic to modern, plan ledger.");

        Files.writeString(kept, Files.readString(kept).replace("anna", "otto"));
        assertThat(runSuccessfully("apply", "-f", kept.toString(), "--set", "plans"))
                .contains("~ RolloutPlan ledger");
        assertThat(runSuccessfully("rollout", "show", "named", "--json"))
                .contains("anna")
                .doesNotContain("otto");
        assertThat(runSuccessfully("export", "RolloutPlan", "ledger")).contains("otto", "name: ledger");
        assertThat(run("rollout", "start", "good", "--plan", "ledgers").err())
                .contains("unknown plan \"ledgers\"", "fast, ledger, shadow-first");
        assertThat(runSuccessfully("schema", "RolloutPlan")).contains("advanceAlpha", "RolloutPlan");
    }

    @Test
    void reportsErrorsOfInvalidCommands() {
        assertThat(run("rollout", "show", "r-999").err()).contains("Rollout r-999 does not exist");
        assertThat(run("rollout", "watch", "nothing").exitCode()).isEqualTo(1);
        assertThat(run("rollout", "start", "nothing").err()).contains("has no flag \"nothing\"");
        assertThat(run("rollout", "start", "good", "--candidate", "x", "--plan", "quick")
                        .err())
                .contains("has no variant \"x\"", "unknown plan \"quick\"");
        assertThat(run("rollout", "start", "good", "--plan", "/nowhere/plan.json")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("rollout", "abort", "good").err()).contains("--reason");
        assertThat(run("guard", "replay", "r-999").exitCode()).isEqualTo(1);
    }

    @Test
    void listsRolloutPlans() {
        assertThat(runSuccessfully("rollout", "plans")).contains("fast", "standard", "careful", "STEPS");
        assertThat(runSuccessfully("rollout", "plans", "--json")).startsWith(Json.of("{'plans':[{'name':'fast'"));
    }

    private Background inBackground(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        return new Background(
                out,
                err,
                CompletableFuture.supplyAsync(
                        () -> run(out, err, arguments),
                        task -> Thread.ofVirtual().start(task)));
    }

    private String runSuccessfully(String... arguments) {
        Run run = run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private Run run(String... arguments) {
        return run(new StringWriter(), new StringWriter(), arguments);
    }

    private Run run(StringWriter out, StringWriter err, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.address().toString(), "--token", FlagServer.ADMIN_TOKEN));
        int exitCode = EvenkeelCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }

    private record Run(int exitCode, String out, String err) {}

    /* What a command has written so far, and how it will end. */
    private record Background(StringWriter out, StringWriter err, CompletableFuture<Run> run) {}
}
