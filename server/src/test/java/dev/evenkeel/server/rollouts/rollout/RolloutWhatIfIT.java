// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Forecasts of rollouts, what-if replays, and event streams.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutWhatIfIT {
    private static final long SEED = 20_260_401;

    private TestServer server;
    private String rolledBack;

    @BeforeAll
    void start() {
        server = TestServer.start();
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("bad", SEED).withFailureRate("modern", 0.3);
        rolledBack = rolloutScene.startRunning(service);
        rolloutScene.drive(rolledBack, List.of(service), rollout -> hasStatus(rollout, "ROLLED_BACK"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void reproducesDecisionsUnderSamePlan() {
        JsonNode same = whatIf("{}");
        assertThat(same.get("hypothetical").booleanValue()).isTrue();
        assertThat(same.get("identical").booleanValue()).as(same.toString()).isTrue();
        assertThat(same.get("difference").isNull()).isTrue();
        assertThat(same.get("ticks").longValue()).isPositive();
        assertThat(kinds(same)).containsExactly("START", "ROLL_BACK");
    }

    /* One runs at a time, four wait, and the server rejects all others at once. */
    @Test
    void limitsConcurrentReplaysAndWhatIfs() {
        String path = "/api/v1/rollouts/" + rolledBack;
        BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.whileLocked("rollout_tick", () -> {
                for (int i = 0; i < 5; i++) {
                    threads.execute(() ->
                            statuses.add(server.post(path + "/what-if", "{}").statusCode()));
                    threads.execute(
                            () -> statuses.add(server.get(path + "/replay").statusCode()));
                }
                await().until(() -> statuses.size() >= 5);
                assertThat(statuses).containsOnly(503);
                assertThat(server.get(path).statusCode())
                        .as("other requests are served")
                        .isEqualTo(200);
            });
        }
        assertThat(statuses).hasSize(10).contains(200);
        assertThat(server.get("/metrics").body()).contains("evenkeel_limit{limit=\"concurrent-replays\"} 1.0");
    }

    @Test
    void stopsAtFirstDifferingDecision() {
        JsonNode strict = whatIf(Json.of("{'alpha':1e-300}"));
        assertThat(strict.get("identical").booleanValue()).isFalse();
        assertThat(strict.at("/difference/actual/kind").stringValue()).isEqualTo("ROLL_BACK");
        assertThat(strict.at("/difference/hypothetical/kind").stringValue()).isEqualTo("HOLD");
        assertThat(strict.at("/difference/tick").longValue()).isPositive();
        assertThat(strict.at("/rollback/log10").doubleValue())
                .isLessThan(strict.at("/rollback/threshold").doubleValue());
        assertThat(kinds(strict)).containsExactly("START");
        assertThat(strict.get("note").stringValue()).startsWith("Hypothetical: ");
    }

    @Test
    void findsLessEvidenceForRollbackWithTolerantGuardrail() {
        JsonNode tolerant = whatIf(Json.of("{'rollbackRatio':100}"));
        assertThat(tolerant.at("/plan/guardrails/errors/rollbackRatio").intValue())
                .isEqualTo(100);
        assertThat(tolerant.at("/rollback/log10").doubleValue())
                .isLessThan(whatIf("{}").at("/rollback/log10").doubleValue());
    }

    @Test
    void returnsActualAndHypotheticalExposureUnderOtherSteps() {
        JsonNode other = whatIf(Json.of("{'plan':{'template':'fast','steps':[{'exposure':20},{'exposure':100}]}}"));
        assertThat(other.at("/difference/actual/exposure").intValue()).isEqualTo(10);
        assertThat(other.at("/difference/hypothetical/exposure").intValue()).isEqualTo(20);
    }

    @Test
    void rejectsInvalidWhatIfPlan() {
        HttpResponse<String> refused = post(Json.of("{'alpha':2,'beta':1}"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/alpha", "/beta", "The replay did not run.");
        assertThat(server.post("/api/v1/rollouts/r-none/what-if", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsBuiltInPlans() {
        JsonNode plans = TestServer.json(server.get("/api/v1/plans")).get("plans");
        assertThat(plans.valueStream().map(plan -> plan.get("name").stringValue()))
                .containsExactly("fast", "standard", "careful", "shadow-first");
        assertThat(plans.valueStream().map(plan -> plan.get("custom").booleanValue()))
                .containsOnly(false);
        assertThat(plans.get(0).get("steps").get(0).has("exposure")).isTrue();
    }

    @Test
    void forecastsWhenEvidenceWillSuffice() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("good", SEED + 1);
        String id = rolloutScene.startWith(Json.of("'toleratedExtra':2"), Json.of("'toleratedExtra':0.02"));
        assertThat(rolloutScene.rollout(id).get("forecast").isNull()).isTrue();
        rolloutScene.seed(id, service);

        JsonNode expected = rolloutScene.drive(
                id,
                List.of(service),
                rollout -> rollout.at("/forecast/expectedAt").isString());

        JsonNode forecast = expected.get("forecast");
        JsonNode missing = forecast.get("pendingChecks").get(0);
        assertThat(missing.get("check").stringValue()).isEqualTo("errors");
        assertThat(missing.get("candidateTrialsNeeded").longValue())
                .isGreaterThan(missing.get("candidateTrials").longValue());
        assertThat(forecast.get("candidateTrialsPerSecond").doubleValue()).isPositive();
        assertThat(forecast.get("summary").stringValue()).contains("candidate trials needed", " trials per second");
        assertReplays(server, id);
    }

    @Test
    void resumesEventStreamAfterLastEventId() {
        String path = "/api/v1/rollouts/" + rolledBack + "/events";
        assertThat(readUntilRollout(
                        server.send(server.asAdmin(path).header("Last-Event-ID", "1"), BodyHandlers.ofLines())))
                .containsSubsequence("event:tick", "id:2", "event:rollout")
                .doesNotContain("id:1")
                .last()
                .satisfies(line -> assertThat(line)
                        .startsWith(Json.of("data:{'id':'%s'", rolledBack))
                        .contains(Json.of("'kind':'ROLL_BACK'"), Json.of("'status':'ROLLED_BACK'")));
    }

    private static List<String> readUntilRollout(HttpResponse<Stream<String>> stream) {
        List<String> lines = new ArrayList<>();
        try (Stream<String> body = stream.body()) {
            Iterator<String> rest = body.iterator();
            while (lines.isEmpty() || !lines.getLast().contains(Json.of("'decisions':"))) {
                lines.add(rest.next());
            }
        }
        return lines;
    }

    private HttpResponse<String> post(String body) {
        return server.post("/api/v1/rollouts/" + rolledBack + "/what-if", body);
    }

    private JsonNode whatIf(String body) {
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static List<String> kinds(JsonNode report) {
        return report.get("decisions")
                .valueStream()
                .map(decision -> decision.get("kind").stringValue())
                .toList();
    }
}
