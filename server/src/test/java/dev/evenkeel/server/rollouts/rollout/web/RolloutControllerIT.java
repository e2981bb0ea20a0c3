// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutControllerIT {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void startsRolloutAtZeroExposureWithSplit() {
        var rolloutScene = new RolloutScene(server);
        HttpResponse<String> answer = rolloutScene.requestStart("""
                {"flag":"%s","control":"classic","candidate":"modern","plan":"fast","from":5,"reason":"modern core"}
                """.formatted(rolloutScene.flag));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode rollout = TestServer.json(answer);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/api/v1/rollouts/" + rollout.get("id").stringValue());
        assertThat(rollout.get("status").stringValue()).isEqualTo("COLLECTING_BASELINE");
        assertThat(rollout.get("exposure").intValue()).isZero();
        assertThat(rollout.get("reason").stringValue()).isEqualTo("modern core");
        assertThat(rollout.get("endedAt").isNull()).isTrue();
        assertThat(rollout.get("plan").get("steps").get(0).get("exposure").intValue())
                .isEqualTo(5);
        assertThat(rollout.get("baseline").get("needed").longValue()).isEqualTo(10_000);
        assertThat(rolloutScene.service("a", 1).split()).isNotNull().satisfies(split -> {
            assertThat(split.exposure().basisPoints()).isZero();
            assertThat(split.revision()).isEqualTo(rollout.get("revision").longValue());
            assertThat(split.warmUp()).hasSeconds(5);
        });
    }

    @Test
    void reportsAllValidationErrorsAtOnce() {
        var rolloutScene = new RolloutScene(server);
        HttpResponse<String> answer = rolloutScene.requestStart("""
                {"flag":"%s","control":"old","candidate":"old","from":101,"why":"typo",
                 "plan":{"steps":[{"exposure":0},{"exposure":20},{"exposure":10},{"exposure":120}]}}
                """.formatted(rolloutScene.flag));

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = TestServer.json(answer);
        assertThat(problem.get("code").stringValue()).isEqualTo("invalid");
        assertThat(problem.get("problems")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .containsExactlyInAnyOrder(
                        "/why",
                        "/control",
                        "/candidate",
                        "/from",
                        "/plan/steps/0/exposure",
                        "/plan/steps/2/exposure",
                        "/plan/steps/3/exposure");
        assertThat(rolloutScene.service("a", 1).split()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                             | /flag /control /candidate /plan
            {"flag":"nope","control":"classic","candidate":"modern","plan":"fast"}         | /flag
            {"flag":"FLAG","control":"x","candidate":"modern","plan":"fast"}               | /control
            {"flag":"FLAG","control":"classic","candidate":"y","plan":"fast"}              | /candidate
            {"flag":"FLAG","control":"classic","candidate":"classic","plan":"fast"}        | /candidate
            {"flag":"FLAG","control":"classic","candidate":"modern","plan":"quick"}        | /plan
            {"flag":"FLAG","control":"classic","candidate":"modern","plan":"fast","from":"5"} | /from
            {"flag":17,"control":"classic","candidate":"modern","plan":"fast"}             | /flag
            """)
    void rejectsInvalidStartRequests(String body, String pointers) {
        var rolloutScene = new RolloutScene(server);
        HttpResponse<String> answer = rolloutScene.requestStart(body.replace("FLAG", rolloutScene.flag));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(TestServer.json(answer)
                        .get("problems")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .containsExactlyInAnyOrder(pointers.split(" "));
        assertThat(rolloutScene.service("a", 1).split()).isNull();
    }

    @Test
    void rejectsSecondRolloutOnSameFlag() {
        var rolloutScene = new RolloutScene(server);
        String id = rolloutScene.start();

        HttpResponse<String> answer = rolloutScene.requestStart("""
                {"flag":"%s","control":"classic","candidate":"modern","plan":"fast"}
                """.formatted(rolloutScene.flag));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(answer).get("code").stringValue()).isEqualTo("rollout-running");
        assertThat(answer.body()).contains(id);
        assertThat(rolloutScene.rollout(id).get("status").stringValue()).isEqualTo("COLLECTING_BASELINE");
    }

    @Test
    void returns400ForMalformedJson() {
        assertThat(new RolloutScene(server).requestStart(Json.of("{'flag':")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void returns404ForUnknownEnvironment() {
        assertThat(server.post("/api/v1/environments/nowhere/rollouts", "{}").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ticks", "/events", "/replay"})
    void returns404ForUnknownRollout(String path) {
        assertThat(server.get("/api/v1/rollouts/r-none" + path).statusCode()).isEqualTo(404);
    }

    @Test
    void returns404ForAbortOfUnknownRollout() {
        assertThat(server.post("/api/v1/rollouts/r-none/abort", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void returns401WithoutAdminToken() {
        assertThat(server.send(server.request("/api/v1/rollouts")).statusCode()).isEqualTo(401);
        assertThat(server.send(server.asSdk("/api/v1/rollouts")).statusCode()).isEqualTo(401);
    }

    @Test
    void abortsRolloutOnlyOnce() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);

        HttpResponse<String> aborted = server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'enough'}"));
        HttpResponse<String> again = server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'enough'}"));

        assertThat(aborted.statusCode()).as(aborted.body()).isEqualTo(200);
        JsonNode rollout = TestServer.json(aborted);
        assertThat(rollout.get("status").stringValue()).isEqualTo("ABORTED");
        assertThat(rollout.get("exposure").intValue()).isZero();
        JsonNode last = rollout.get("decisions").get(rollout.get("decisions").size() - 1);
        assertThat(last.get("kind").stringValue()).isEqualTo("ABORT");
        assertThat(last.get("reason").stringValue()).isEqualTo("enough");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(again).get("code").stringValue()).isEqualTo("rollout-ended");
        rolloutScene.awaitNoSplit(service);
    }

    @Test
    void recordsEveryDecisionInAuditLog() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'enough'}"));

        List<AuditEntry> entries = server.bean(AuditLog.class).listNewestBySubject(id, 10);
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly("rollout.aborted", "rollout.begun", "rollout.started");
        assertThat(entries).extracting(AuditEntry::actor).element(1).isEqualTo("guard");
        assertThat(entries.getFirst().reason()).isEqualTo("enough");
        assertThat(server.bean(AuditLog.class).listNewestBySubject("default/" + rolloutScene.flag, 10))
                .as("entries about the flag, for the same decisions")
                .noneMatch(entry -> entry.number() > entries.getLast().number());
        assertThat(server.bean(AuditLog.class).verify()).isInstanceOf(AuditChainResult.Intact.class);
    }

    @Test
    void listsNewestFirstWithoutDetails() {
        var rolloutScene = new RolloutScene(server);
        String older = rolloutScene.start();
        String newer = new RolloutScene(server).start();

        List<JsonNode> all =
                TestServer.json(server.get("/api/v1/rollouts")).valueStream().toList();
        assertThat(all).extracting(one -> one.get("id").stringValue()).containsSubsequence(newer, older);
        assertThat(all).allSatisfy(one -> {
            assertThat(one.has("checks")).isFalse();
            assertThat(one.has("decisions")).isFalse();
            assertThat(one.has("clients")).isTrue();
        });
    }

    @Test
    void returnsTicksInPages() {
        String id = startUntilFourTicks().get("id").stringValue();
        List<JsonNode> all = ticks(id, 0, 1_000);
        assertThat(all).extracting(tick -> tick.get("number").longValue()).startsWith(1L, 2L, 3L, 4L);
        assertThat(ticks(id, 2, 1))
                .singleElement()
                .satisfies(tick -> assertThat(tick.get("number").longValue()).isEqualTo(3));
        assertThat(all.getLast().get("control").get("p50").doubleValue()).isBetween(3.0, 5.1);
        assertThat(all.getLast().get("checks").get("errors").has("advanceLog10"))
                .isTrue();
        assertThat(server.get("/api/v1/rollouts/" + id + "/ticks?limit=0").statusCode())
                .isEqualTo(400);
    }

    @Test
    void returnsLatencyWithConfidenceInterval() {
        JsonNode p50 = startUntilFourTicks().get("latency").get("control").get("p50");
        assertThat(p50.get("low").doubleValue())
                .isLessThanOrEqualTo(p50.get("value").doubleValue());
        assertThat(p50.get("high").doubleValue())
                .isGreaterThanOrEqualTo(p50.get("value").doubleValue());
    }

    private JsonNode startUntilFourTicks() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        return rolloutScene.drive(
                id, List.of(service), now -> ticks(id, 0, 1_000).size() >= 4);
    }

    @Test
    void streamsEveryTickAndChange() throws InterruptedException {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.start();
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream =
                server.send(server.asAdmin("/api/v1/rollouts/" + id + "/events"), BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> read(stream, lines));

        service.refresh().callAndSend(600);
        rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "RUNNING"));
        service.refresh().callAndSend(200);

        await().until(() -> lines.stream().anyMatch(line -> line.contains(Json.of("'status':'RUNNING'"))));
        await().until(() -> lines.stream().anyMatch(line -> line.equals("event:tick")));
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(lines).contains("event:rollout");
        assertThat(lines).anyMatch(line -> line.startsWith(Json.of("data:{'number':")));
        stream.body().close();
        reader.join();
    }

    @Test
    void streamsOnlyChangeCountsInBriefMode() throws InterruptedException {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.start();
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream =
                server.send(server.asAdmin("/api/v1/rollouts/" + id + "/events?brief=true"), BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> read(stream, lines));

        service.refresh().callAndSend(600);
        rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "RUNNING"));

        await().until(() ->
                lines.stream().anyMatch(line -> line.matches("data:\\{\"changes\":[0-9]+,\"decisions\":[1-9][0-9]*}")));
        assertThat(lines).noneMatch(line -> line.contains(Json.of("'status':")));
        stream.body().close();
        reader.join();
    }

    private static void read(HttpResponse<Stream<String>> stream, List<String> lines) {
        try {
            stream.body().forEach(lines::add);
        } catch (UncheckedIOException e) {
            lines.add("closed");
        }
    }

    private List<JsonNode> ticks(String id, long after, int limit) {
        return TestServer.json(server.get("/api/v1/rollouts/" + id + "/ticks?after=" + after + "&limit=" + limit))
                .valueStream()
                .toList();
    }
}
