// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Gates of rollouts.
final class RolloutGateIT {
    private static TestServer server;
    private TestEnvironment environment;
    private RolloutScene rolloutScene;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define() {
        environment = server.newEnvironment();
        rolloutScene = new RolloutScene(environment);
    }

    /* Freeze windows and incidents close gates of every environment. */
    @AfterEach
    void endFreezesAndIncidents() {
        server.resolveIncidents();
        assertThat(server.put("/api/v1/freeze-windows", Json.of("{'windows':[]}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void rejectsStartWithReasonWhileGateIsClosed() {
        pauseReleases();
        HttpResponse<String> refused = rolloutScene.requestStart(startRequest(""));
        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = TestServer.json(refused);
        assertThat(problem.get("code").stringValue()).isEqualTo("gates-closed");
        assertThat(problem.at("/problems/0/message").stringValue())
                .startsWith(
                        "release-pause: releases of environment " + environment.name() + " were paused by admin at ")
                .endsWith("Z: outage");
        assertNothingStarted();
        resumeReleases();
        assertThat(rolloutScene.requestStart(startRequest("")).statusCode()).isEqualTo(201);
    }

    @Test
    void rejectsServiceThatDoesNotOwnFlag() {
        assignFlagToService("payments", rolloutScene.flag);
        assignFlagToService("docs-site", "docs");
        assertThat(environment
                        .post("/releases/pause", Json.of("{'service':'payments','reason':'payments fail'}"))
                        .statusCode())
                .isBetween(200, 299);
        for (String waits : List.of("", Json.of("'onClosedGates':'WAIT',"))) {
            for (String other : List.of("docs-site", "nowhere")) {
                HttpResponse<String> refused =
                        rolloutScene.requestStart(startRequest(waits + Json.of("'service':'%s',", other)));
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
                assertThat(TestServer.json(refused).at("/problems/0").toString())
                        .isEqualTo("{\"pointer\":\"/service\",\"message\":\"is \\\"" + other
                                + "\\\", but the flag \\\"" + rolloutScene.flag
                                + "\\\" belongs to service \\\"payments\\\"\","
                                + "\"remedy\":\"omit the service, or set it to \\\"payments\\\"\"}");
                assertThat(environment.get(gates() + "?service=" + other).statusCode())
                        .isEqualTo(422);
            }
        }
        assertNothingStarted();
        assertThat(TestServer.json(environment.get(gates())).get("open").booleanValue())
                .isFalse();
        for (String named : List.of("", Json.of("'service':'payments',"))) {
            HttpResponse<String> closed = rolloutScene.requestStart(startRequest(named));
            assertThat(closed.statusCode()).as(closed.body()).isEqualTo(409);
            assertThat(closed.body()).contains("gates-closed", "payments fail");
        }
    }

    @Test
    void acceptsAnyCatalogServiceUntilFlagHasOwner() {
        assignFlagToService("docs-site", "docs");
        HttpResponse<String> unknown = rolloutScene.requestStart(startRequest(Json.of("'service':'nowhere',")));
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(422);
        assertThat(unknown.body()).contains("is not in the service catalog", "nowhere", "./evenkeel service apply");
        assertThat(environment.get("/services/nowhere/gates").statusCode()).isEqualTo(404);

        rolloutScene.service("one", 1).callAndSend(600);
        String id = TestServer.json(rolloutScene.requestStart(startRequest(Json.of("'service':'docs-site',"))))
                .path("id")
                .asString();
        assignFlagToService("payments", rolloutScene.flag);
        environment.post("/releases/pause", Json.of("{'service':'payments','reason':'payments fail'}"));
        JsonNode held = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        assertThat(lastReason(held)).contains("payments fail");
    }

    private String gates() {
        return "/flags/" + rolloutScene.flag + "/gates";
    }

    private void assignFlagToService(String service, String flag) {
        HttpResponse<String> answer =
                server.put("/api/v1/services/" + service, """
                {"owner":"team","flags":[{"environment":"%s","flag":"%s"}]}""".formatted(environment.name(), flag));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void startsWaitingRolloutWhenGatesOpen() {
        assignFlagToService("core", "another");
        pauseReleases();
        HttpResponse<String> answer =
                rolloutScene.requestStart(startRequest(Json.of("'onClosedGates':'WAIT','service':'core',")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = TestServer.json(answer).get("id").stringValue();
        assertThat(TestServer.json(answer).at("/change").toString())
                .isEqualTo(Json.of("{'service':'core','changeClass':'normal','author':'admin'}"));
        rolloutScene.service("one", 1).callAndSend(600);
        JsonNode held = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        assertThat(hasStatus(held, "COLLECTING_BASELINE")).isTrue();
        assertThat(lastReason(held)).contains(" were paused by admin at ").endsWith("Z: outage");
        assertThat(held.get("gates")
                        .valueStream()
                        .filter(gate -> gate.get("closed").booleanValue())
                        .map(gate -> gate.get("gate").stringValue()))
                .containsExactly("release-pause");
        resumeReleases();
        rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "RUNNING"));
    }

    @Test
    void holdsRunningRolloutWhileGateIsClosed() {
        SimulatedService service = rolloutScene.service("one", 2);
        String id = rolloutScene.startRunning(service);
        pauseReleases();
        JsonNode held = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        int step = held.get("step").intValue();
        long calls = calls(held);
        service.refresh().callAndSend(4_000);
        assertThat(rolloutScene
                        .awaitRollout(id, rollout -> calls(rollout) >= calls + 4_000)
                        .get("step")
                        .intValue())
                .isEqualTo(step);
        resumeReleases();
        rolloutScene.drive(id, List.of(service), rollout -> rollout.get("step").intValue() > step);
        assertReplays(server, id);
    }

    @Test
    void namesClosedGatesWhileDataIsMissing() {
        SimulatedService service = rolloutScene.service("one", 9);
        String id = rolloutScene.startRunning(
                service, Json.of("{'noDataAfter':'PT1S','rollBackAfter':'PT10M','rollBackFrom':50}"));
        JsonNode blind = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "MISSING_DATA"));
        assertThat(lastReason(blind)).startsWith("cannot evaluate: ").doesNotContain("gates");
        pauseReleases();
        JsonNode closed =
                rolloutScene.awaitRollout(id, rollout -> lastReason(rollout).endsWith("Z: outage"));
        assertThat(holdReason(closed, "MISSING_DATA")).isTrue();
        assertThat(closed.at("/forecast/summary").stringValue())
                .startsWith("cannot evaluate: ")
                .contains("gates are also closed: release-pause: releases of environment " + environment.name()
                        + " were paused by admin at ");
        resumeReleases();
        JsonNode open =
                rolloutScene.awaitRollout(id, rollout -> !lastReason(rollout).contains("gates are also closed"));
        assertThat(holdReason(open, "MISSING_DATA")).isTrue();
        assertReplays(server, id);
    }

    @Test
    void rollsBackWhileGateIsClosed() {
        SimulatedService service = rolloutScene.service("one", 3);
        String id = rolloutScene.startRunning(service);
        pauseReleases();
        rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        service.withFailureRate("modern", 0.9);
        JsonNode back = rolloutScene.drive(id, List.of(service), rollout -> hasStatus(rollout, "ROLLED_BACK"));
        assertThat(decisionKinds(back)).endsWith("ROLL_BACK").doesNotContain("ADVANCE");
        assertReplays(server, id);
    }

    @Test
    void rollsBackWhileGateEvaluationHangs() {
        SimulatedService service = rolloutScene.service("one", 6);
        String id = rolloutScene.startRunning(service);
        server.whileLocked("release_pause", () -> {
            service.withFailureRate("modern", 0.9);
            rolloutScene.drive(id, List.of(service), rollout -> hasStatus(rollout, "ROLLED_BACK"));
        });
        assertReplays(server, id);
    }

    @Test
    void rejectsStartDuringFreezeWindow() {
        Instant now = Instant.now();
        HttpResponse<String> frozen = server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"audit","start":"%s","zone":"UTC","duration":"P2D"}]}""".formatted(
                LocalDateTime.ofInstant(now, ZoneOffset.UTC).minusDays(1).truncatedTo(ChronoUnit.SECONDS)));
        assertThat(frozen.statusCode()).as(frozen.body()).isEqualTo(200);
        pauseReleases();
        JsonNode problems =
                TestServer.json(rolloutScene.requestStart(startRequest(""))).get("problems");
        assertThat(problems.valueStream()
                        .map(problem -> problem.get("message").stringValue().split(" ")[0]))
                .containsExactly("freeze:", "release-pause:");
        assertThat(problems.at("/0/remedy").stringValue()).startsWith("the gate opens at ");
    }

    @Test
    void abortsWhileGatesAreClosed() {
        SimulatedService service = rolloutScene.service("one", 4);
        String id = rolloutScene.startRunning(service);
        pauseReleases();
        requireOneApproval();
        JsonNode held = rolloutScene.awaitRollout(
                id,
                rollout -> holdReason(rollout, "GATES")
                        && rollout.get("gates").toString().contains("1 of 1 missing"));
        assertThat(hasStatus(held, "RUNNING")).isTrue();
        HttpResponse<String> aborted = server.post("/api/v1/rollouts/" + id + "/abort", "{}");
        assertThat(aborted.statusCode()).isEqualTo(200);
        assertThat(hasStatus(TestServer.json(aborted), "ABORTED")).isTrue();
    }

    @Test
    void startsAfterApprovalByAnotherUserAndKeepsItAcrossSteps() {
        requireOneApproval();
        SimulatedService service = rolloutScene.service("one", 7);
        assertThat(TestServer.json(rolloutScene.requestStart(startRequest("")))
                        .at("/problems/0/message")
                        .stringValue())
                .isEqualTo("approvals: no approvals, 1 of 1 missing");
        assertThat(approve("anna").statusCode()).isEqualTo(201);
        String id = rolloutScene.startRunning(service);
        JsonNode gone = rolloutScene.drive(
                id, List.of(service), rollout -> decisionKinds(rollout).contains("ADVANCE"));
        assertThat(gone.get("gates").toString()).contains("approved by anna (1 required)");
        HttpResponse<String> own = approve("admin");
        assertThat(own.statusCode()).isEqualTo(409);
        assertReplays(server, id);
    }

    @Test
    void rejectsApprovalByUserWhoStartsRollout() {
        server.bean(JdbcClient.class)
                .sql("update flag_set set changed_by = 'olga' where environment = ?")
                .param(environment.name())
                .update();
        requireOneApproval();
        assertThat(approve("admin").statusCode()).isEqualTo(201);
        assertThat(TestServer.json(rolloutScene.requestStart(startRequest("")))
                        .at("/problems/0/message")
                        .stringValue())
                .isEqualTo("approvals: no approvals, 1 of 1 missing; admin does not count: authors cannot approve"
                        + " their own change");
        assertThat(rolloutScene
                        .requestStart(startRequest(Json.of("'onClosedGates':'WAIT',")))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> own = approve("admin");
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("self-approval", "admin started the rollout that runs on it");
        assertThat(approve("olga").body()).contains("self-approval", "olga changed it last");
    }

    @Test
    void namesGateOverrideInReasonOfAdvance() {
        SimulatedService service = rolloutScene.service("one", 5);
        String id = rolloutScene.startRunning(service);
        pauseReleases();
        rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        overrideReleasePause("it is the repair");
        JsonNode gone = rolloutScene.drive(
                id, List.of(service), rollout -> decisionKinds(rollout).contains("ADVANCE"));
        assertThat(gone.get("decisions")
                        .valueStream()
                        .filter(decision -> decision.get("kind").stringValue().equals("ADVANCE"))
                        .map(decision -> decision.get("reason").stringValue()))
                .allMatch(reason -> reason.contains("; gate overridden: release-pause: releases of" + " environment "
                                + environment.name() + " were paused by admin at ")
                        && reason.endsWith("by admin as hotfix: it is the repair)"));
        assertReplays(server, id);
    }

    @Test
    void countsDenialsOfHeldRolloutInGateScore() {
        String held = rolloutScene.startRunning(rolloutScene.service("one", 8));
        pauseReleases();
        awaitScore(score -> score.at("/total/denials").intValue() == 1);
        resumeReleases();
        JsonNode opened = rolloutScene.awaitRollout(held, rollout -> !holdReason(rollout, "GATES"));
        assertThat(hasStatus(opened, "RUNNING")).isTrue();
        abort(held);

        JsonNode score = awaitScore(found -> found.at("/others/aborted").intValue() == 1);
        assertThat(score.at("/gates/0/gate").stringValue()).isEqualTo("release-pause");
        assertThat(score.at("/gates/0/denials").intValue()).isEqualTo(1);
        assertThat(score.at("/total/moneyDelayed").isNull()).isTrue();
    }

    @Test
    void countsOverriddenRolloutsInGateScore() {
        abortOverriddenRollout();
        JsonNode score = awaitScore(found -> found.at("/overridden/aborted").intValue() == 1);
        assertThat(score.at("/total/overrides").intValue()).isEqualTo(1);
        assertThat(score.at("/others/aborted").intValue()).isZero();
        assertThat(score.get("difference").isNull()).isTrue();
        assertThat(score.at("/overridden/failRate/share").isNull()).isTrue();
    }

    @Test
    void countsMajorIncidentsOfOverriddenRolloutsInGateScore() {
        String id = abortOverriddenRollout();
        awaitScore(found -> found.at("/overridden/aborted").intValue() == 1);
        server.bean(JdbcClient.class)
                .sql("update rollout set status = 'COMPLETED' where id = ?")
                .param(id)
                .update();
        HttpResponse<String> declared = server.post("/api/v1/incidents", """
                {"service":"core","title":"it fails","severity":"SEV2","change":"rollout:%s"}""".formatted(id));
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
        assertThat(score().at("/overridden/major").intValue()).isEqualTo(1);
    }

    private String abortOverriddenRollout() {
        pauseReleases();
        overrideReleasePause("repair");
        String id = rolloutScene.start();
        abort(id);
        return id;
    }

    private void overrideReleasePause(String reason) {
        HttpResponse<String> override =
                environment.post("/flags/" + rolloutScene.flag + "/gate-overrides", """
                {"gate":"release-pause","changeClass":"hotfix","reason":"%s","expiresAt":"%s"}""".formatted(
                                reason, Instant.now().plus(Duration.ofHours(1))));
        assertThat(override.statusCode()).as(override.body()).isEqualTo(201);
    }

    @Test
    void filtersGateScoreByQuarterAndEnvironment() {
        pauseReleases();
        assertThat(rolloutScene.requestStart(startRequest("")).statusCode()).isEqualTo(409);
        JsonNode here = score();
        assertThat(here.at("/gates/0/denials").intValue()).isEqualTo(1);
        assertThat(TestServer.json(server.get("/api/v1/gates/score?environment=moon"))
                        .get("gates")
                        .isEmpty())
                .isTrue();
        JsonNode before = TestServer.json(server.get("/api/v1/gates/score?quarter=2020Q1"));
        assertThat(before.get("to").stringValue()).isEqualTo("2020-04-01T00:00:00Z");
        assertThat(before.at("/total/denials").intValue()).isZero();
        HttpResponse<String> none = server.get("/api/v1/gates/score?quarter=2020Q5");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("Invalid quarter", "2026Q4");
    }

    @Test
    void rejectsInvalidGateFieldsInStartRequest() {
        HttpResponse<String> answer = rolloutScene.requestStart(
                startRequest(Json.of("'onClosedGates':'PRAY','service':' ','changeClass':'Very Urgent',")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/onClosedGates", "/service", "/changeClass");
    }

    private void assertNothingStarted() {
        assertThat(TestServer.json(server.get("/api/v1/rollouts"))
                        .valueStream()
                        .map(rollout -> rollout.get("environment").stringValue()))
                .doesNotContain(environment.name());
    }

    private JsonNode score() {
        return TestServer.requireSuccess(server.get("/api/v1/gates/score?environment=" + environment.name()));
    }

    private JsonNode awaitScore(Predicate<JsonNode> condition) {
        return await().atMost(Duration.ofSeconds(20)).until(this::score, condition);
    }

    private void abort(String id) {
        HttpResponse<String> aborted = server.post("/api/v1/rollouts/" + id + "/abort", "{}");
        assertThat(aborted.statusCode()).as(aborted.body()).isEqualTo(200);
    }

    private void requireOneApproval() {
        HttpResponse<String> answer = environment.put("/gate-policy", Json.of("{'requiredApprovals':1}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> approve(String person) {
        return environment.post("/approvals", Json.of("{'flag':'%s','onBehalfOf':'%s'}", rolloutScene.flag, person));
    }

    private void pauseReleases() {
        postReleases("pause");
    }

    private void resumeReleases() {
        postReleases("resume");
    }

    private void postReleases(String action) {
        HttpResponse<String> answer = environment.post("/releases/" + action, Json.of("{'reason':'outage'}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String startRequest(String more) {
        return """
                {%s"flag":"%s","control":"classic","candidate":"modern","plan":%s}
                """.formatted(more, rolloutScene.flag, RolloutScene.plan());
    }

    private static long calls(JsonNode rollout) {
        return rollout.at("/counts/control/calls").longValue()
                + rollout.at("/counts/candidate/calls").longValue();
    }

    private static boolean holdReason(JsonNode rollout, String kind) {
        return rollout.get("holdReason").asString("").equals(kind);
    }

    private static String lastReason(JsonNode rollout) {
        JsonNode decisions = rollout.get("decisions");
        return decisions.get(decisions.size() - 1).get("reason").stringValue();
    }
}
