// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.kinds;
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

/// Rollouts that have gates to pass.
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

    /* They close gates of every environment. */
    @AfterEach
    void endFreezesAndIncidents() {
        server.resolveIncidents();
        assertThat(server.put("/api/v1/freeze-windows", Json.of("{'windows':[]}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void rejectsStartWithReasonWhileGateIsClosed() {
        turnReleases("pause");
        HttpResponse<String> refused = rolloutScene.order(order(""));
        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = TestServer.json(refused);
        assertThat(problem.get("code").stringValue()).isEqualTo("gates-closed");
        assertThat(problem.at("/problems/0/message").stringValue())
                .startsWith(
                        "release-pause: releases of environment " + environment.name() + " were paused by admin at ")
                .endsWith("Z: outage");
        assertNothingStarted();
        turnReleases("resume");
        assertThat(rolloutScene.order(order("")).statusCode()).isEqualTo(201);
    }

    @Test
    void rejectsServiceThatDoesNotOwnFlag() {
        own("payments", rolloutScene.flag);
        own("docs-site", "docs");
        assertThat(environment
                        .post("/releases/pause", Json.of("{'service':'payments','reason':'payments fail'}"))
                        .statusCode())
                .isBetween(200, 299);
        for (String waits : List.of("", Json.of("'onClosedGates':'WAIT',"))) {
            for (String other : List.of("docs-site", "nowhere")) {
                HttpResponse<String> refused = rolloutScene.order(order(waits + Json.of("'service':'%s',", other)));
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
            HttpResponse<String> closed = rolloutScene.order(order(named));
            assertThat(closed.statusCode()).as(closed.body()).isEqualTo(409);
            assertThat(closed.body()).contains("gates-closed", "payments fail");
        }
    }

    @Test
    void acceptsAnyCatalogServiceUntilFlagHasOwner() {
        own("docs-site", "docs");
        HttpResponse<String> unknown = rolloutScene.order(order(Json.of("'service':'nowhere',")));
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(422);
        assertThat(unknown.body()).contains("is not in the service catalog", "nowhere", "./evenkeel service apply");
        assertThat(environment.get("/services/nowhere/gates").statusCode()).isEqualTo(404);

        rolloutScene.service("one", 1).serve(600);
        String id = TestServer.json(rolloutScene.order(order(Json.of("'service':'docs-site',"))))
                .path("id")
                .asString();
        own("payments", rolloutScene.flag);
        environment.post("/releases/pause", Json.of("{'service':'payments','reason':'payments fail'}"));
        JsonNode held = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        assertThat(lastReason(held)).contains("payments fail");
    }

    private String gates() {
        return "/flags/" + rolloutScene.flag + "/gates";
    }

    private void own(String service, String flag) {
        HttpResponse<String> answer =
                server.put("/api/v1/services/" + service, """
                {"owner":"team","flags":[{"environment":"%s","flag":"%s"}]}""".formatted(environment.name(), flag));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void startsWaitingRolloutWhenGatesOpen() {
        own("core", "another");
        turnReleases("pause");
        HttpResponse<String> answer = rolloutScene.order(order(Json.of("'onClosedGates':'WAIT','service':'core',")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = TestServer.json(answer).get("id").stringValue();
        assertThat(TestServer.json(answer).at("/change").toString())
                .isEqualTo(Json.of("{'service':'core','changeClass':'normal','author':'admin'}"));
        rolloutScene.service("one", 1).serve(600);
        JsonNode held = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        assertThat(is(held, "COLLECTING_BASELINE")).isTrue();
        assertThat(lastReason(held)).contains(" were paused by admin at ").endsWith("Z: outage");
        assertThat(held.get("gates")
                        .valueStream()
                        .filter(gate -> gate.get("closed").booleanValue())
                        .map(gate -> gate.get("gate").stringValue()))
                .containsExactly("release-pause");
        turnReleases("resume");
        rolloutScene.awaitRollout(id, rollout -> is(rollout, "RUNNING"));
    }

    @Test
    void holdsRunningRolloutWhileGateIsClosed() {
        SimulatedService service = rolloutScene.service("one", 2);
        String id = rolloutScene.startRunning(service);
        turnReleases("pause");
        JsonNode held = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        int step = held.get("step").intValue();
        long calls = calls(held);
        service.refresh().serve(4_000);
        assertThat(rolloutScene
                        .awaitRollout(id, rollout -> calls(rollout) >= calls + 4_000)
                        .get("step")
                        .intValue())
                .isEqualTo(step);
        turnReleases("resume");
        rolloutScene.drive(id, List.of(service), rollout -> rollout.get("step").intValue() > step);
        replaysTheSame(id);
    }

    @Test
    void namesClosedGatesWhileDataIsMissing() {
        SimulatedService service = rolloutScene.service("one", 9);
        String id = rolloutScene.startRunning(
                service, Json.of("{'noDataAfter':'PT1S','rollBackAfter':'PT10M','rollBackFrom':50}"));
        JsonNode blind = rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "MISSING_DATA"));
        assertThat(lastReason(blind)).startsWith("cannot evaluate: ").doesNotContain("gates");
        turnReleases("pause");
        JsonNode closed =
                rolloutScene.awaitRollout(id, rollout -> lastReason(rollout).endsWith("Z: outage"));
        assertThat(holdReason(closed, "MISSING_DATA")).isTrue();
        assertThat(closed.at("/forecast/summary").stringValue())
                .startsWith("cannot evaluate: ")
                .contains("gates are also closed: release-pause: releases of environment " + environment.name()
                        + " were paused by admin at ");
        turnReleases("resume");
        JsonNode open =
                rolloutScene.awaitRollout(id, rollout -> !lastReason(rollout).contains("gates are also closed"));
        assertThat(holdReason(open, "MISSING_DATA")).isTrue();
        replaysTheSame(id);
    }

    @Test
    void rollsBackWhileGateIsClosed() {
        SimulatedService service = rolloutScene.service("one", 3);
        String id = rolloutScene.startRunning(service);
        turnReleases("pause");
        rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        service.failing("modern", 0.9);
        JsonNode back = rolloutScene.drive(id, List.of(service), rollout -> is(rollout, "ROLLED_BACK"));
        assertThat(kinds(back)).endsWith("ROLL_BACK").doesNotContain("ADVANCE");
        replaysTheSame(id);
    }

    @Test
    void rollsBackWhileGateEvaluationHangs() {
        SimulatedService service = rolloutScene.service("one", 6);
        String id = rolloutScene.startRunning(service);
        server.whileHeld("release_pause", () -> {
            service.failing("modern", 0.9);
            rolloutScene.drive(id, List.of(service), rollout -> is(rollout, "ROLLED_BACK"));
        });
        replaysTheSame(id);
    }

    @Test
    void rejectsStartDuringFreezeWindow() {
        Instant now = Instant.now();
        HttpResponse<String> frozen = server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"audit","start":"%s","zone":"UTC","duration":"P2D"}]}""".formatted(
                LocalDateTime.ofInstant(now, ZoneOffset.UTC).minusDays(1).truncatedTo(ChronoUnit.SECONDS)));
        assertThat(frozen.statusCode()).as(frozen.body()).isEqualTo(200);
        turnReleases("pause");
        JsonNode problems = TestServer.json(rolloutScene.order(order(""))).get("problems");
        assertThat(problems.valueStream()
                        .map(problem -> problem.get("message").stringValue().split(" ")[0]))
                .containsExactly("freeze:", "release-pause:");
        assertThat(problems.at("/0/remedy").stringValue()).startsWith("the gate opens at ");
    }

    @Test
    void abortsWhileGatesAreClosed() {
        SimulatedService service = rolloutScene.service("one", 4);
        String id = rolloutScene.startRunning(service);
        turnReleases("pause");
        askForApprovals();
        JsonNode held = rolloutScene.awaitRollout(
                id,
                rollout -> holdReason(rollout, "GATES")
                        && rollout.get("gates").toString().contains("1 of 1 missing"));
        assertThat(is(held, "RUNNING")).isTrue();
        HttpResponse<String> aborted = server.post("/api/v1/rollouts/" + id + "/abort", "{}");
        assertThat(aborted.statusCode()).isEqualTo(200);
        assertThat(is(TestServer.json(aborted), "ABORTED")).isTrue();
    }

    @Test
    void startsAfterApprovalByAnotherUserAndKeepsItAcrossSteps() {
        askForApprovals();
        SimulatedService service = rolloutScene.service("one", 7);
        assertThat(TestServer.json(rolloutScene.order(order("")))
                        .at("/problems/0/message")
                        .stringValue())
                .isEqualTo("approvals: no approvals, 1 of 1 missing");
        assertThat(approve("anna").statusCode()).isEqualTo(201);
        String id = rolloutScene.startRunning(service);
        JsonNode gone = rolloutScene.drive(
                id, List.of(service), rollout -> kinds(rollout).contains("ADVANCE"));
        assertThat(gone.get("gates").toString()).contains("approved by anna (1 required)");
        HttpResponse<String> own = approve("admin");
        assertThat(own.statusCode()).isEqualTo(409);
        replaysTheSame(id);
    }

    @Test
    void rejectsApprovalByUserWhoStartsRollout() {
        server.bean(JdbcClient.class)
                .sql("update flag_set set changed_by = 'olga' where environment = ?")
                .param(environment.name())
                .update();
        askForApprovals();
        assertThat(approve("admin").statusCode()).isEqualTo(201);
        assertThat(TestServer.json(rolloutScene.order(order("")))
                        .at("/problems/0/message")
                        .stringValue())
                .isEqualTo("approvals: no approvals, 1 of 1 missing; admin does not count: authors cannot approve"
                        + " their own change");
        assertThat(rolloutScene.order(order(Json.of("'onClosedGates':'WAIT',"))).statusCode())
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
        turnReleases("pause");
        rolloutScene.awaitRollout(id, rollout -> holdReason(rollout, "GATES"));
        HttpResponse<String> made = environment.post(
                "/flags/" + rolloutScene.flag + "/gate-overrides",
                Json.of(
                        "{'gate':'release-pause','changeClass':'hotfix','reason':'it is the repair','expiresAt':'%s'}",
                        Instant.now().plus(Duration.ofHours(1))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode gone = rolloutScene.drive(
                id, List.of(service), rollout -> kinds(rollout).contains("ADVANCE"));
        assertThat(gone.get("decisions")
                        .valueStream()
                        .filter(decision -> decision.get("kind").stringValue().equals("ADVANCE"))
                        .map(decision -> decision.get("reason").stringValue()))
                .allMatch(reason -> reason.contains("; gate overridden: release-pause: releases of" + " environment "
                                + environment.name() + " were paused by admin at ")
                        && reason.endsWith("by admin as hotfix: it is the repair)"));
        replaysTheSame(id);
    }

    @Test
    void countsDenialsOverridesAndOutcomesInGateScore() {
        SimulatedService service = rolloutScene.service("one", 8);
        String held = rolloutScene.startRunning(service);
        turnReleases("pause");
        awaitScore(score -> score.at("/total/denials").intValue() == 1);
        turnReleases("resume");
        JsonNode opened = rolloutScene.awaitRollout(held, rollout -> !holdReason(rollout, "GATES"));
        assertThat(is(opened, "RUNNING")).isTrue();
        abort(held);

        turnReleases("pause");
        HttpResponse<String> made = environment.post(
                "/flags/" + rolloutScene.flag + "/gate-overrides",
                Json.of(
                        "{'gate':'release-pause','changeClass':'hotfix','reason':'repair','expiresAt':'%s'}",
                        Instant.now().plus(Duration.ofHours(1))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String letPast = rolloutScene.start();
        abort(letPast);
        JsonNode score = awaitScore(found -> found.at("/overridden/aborted").intValue() == 1);
        assertThat(score.at("/others/aborted").intValue()).isEqualTo(1);
        assertThat(score.at("/total/overrides").intValue()).isEqualTo(1);
        assertThat(score.at("/gates/0/gate").stringValue()).isEqualTo("release-pause");
        assertThat(score.at("/gates/0/denials").intValue()).isEqualTo(1);
        assertThat(score.at("/total/moneyDelayed").isNull()).isTrue();
        assertThat(score.get("difference").isNull()).isTrue();
        assertThat(score.at("/overridden/failRate/share").isNull()).isTrue();

        server.bean(JdbcClient.class)
                .sql("update rollout set status = 'COMPLETED' where id = ?")
                .param(letPast)
                .update();
        HttpResponse<String> declared = server.post(
                "/api/v1/incidents",
                Json.of("{'service':'core','title':'it fails','severity':'SEV2','change':'rollout:%s'}", letPast));
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
        assertThat(score().at("/overridden/major").intValue()).isEqualTo(1);
    }

    @Test
    void filtersGateScoreByQuarterAndEnvironment() {
        turnReleases("pause");
        assertThat(rolloutScene.order(order("")).statusCode()).isEqualTo(409);
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
        HttpResponse<String> answer =
                rolloutScene.order(order(Json.of("'onClosedGates':'PRAY','service':' ','changeClass':'Very Urgent',")));
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
        return TestServer.ok(server.get("/api/v1/gates/score?environment=" + environment.name()));
    }

    private JsonNode awaitScore(Predicate<JsonNode> condition) {
        return await().atMost(Duration.ofSeconds(20)).until(this::score, condition);
    }

    private void abort(String id) {
        HttpResponse<String> aborted = server.post("/api/v1/rollouts/" + id + "/abort", "{}");
        assertThat(aborted.statusCode()).as(aborted.body()).isEqualTo(200);
    }

    private void askForApprovals() {
        HttpResponse<String> answer = environment.put("/gate-policy", Json.of("{'requiredApprovals':1}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> approve(String person) {
        return environment.post("/approvals", Json.of("{'flag':'%s','onBehalfOf':'%s'}", rolloutScene.flag, person));
    }

    private void turnReleases(String verb) {
        HttpResponse<String> answer = environment.post("/releases/" + verb, Json.of("{'reason':'outage'}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String order(String more) {
        return Json.of(
                "{%s'flag':'%s','control':'classic','candidate':'modern','plan':%s}",
                more, rolloutScene.flag, RolloutScene.plan());
    }

    private void replaysTheSame(String id) {
        JsonNode report = TestServer.json(server.get("/api/v1/rollouts/" + id + "/replay"));
        assertThat(report.get("identical").booleanValue()).as(report.toString()).isTrue();
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
