// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Rollback plans, their drills on processes that say what they have, and the gate.
final class RollbackDrillIT {
    private static final String PLAN = """
            {"owner":"payments","trigger":"more errors than before","steps":["abort the rollout","tell support"],
             "dataCompatibility":"the old code reads all that the candidate wrote","pointOfNoReturn":50,
             "expectedTime":"PT1M","reason":"first plan"}""";

    private static TestServer server;
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
        rolloutScene = new RolloutScene(server.newEnvironment());
    }

    @Test
    void opensGateAfterSuccessfulDrillUntilPlanChanges() {
        assertThat(gate().get("reason").stringValue()).isEqualTo("the flag has no rollback plan");
        assertThat(json(put(PLAN), 200).get("version").intValue()).isEqualTo(1);
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue()).isEqualTo("the rollback plan has no drill");
        assertThat(rolloutScene.requestStart(startRequest()).body()).contains("gates-closed", "has no drill");

        List<SimulatedService> services = List.of(rolloutScene.service("one", 1), rolloutScene.service("two", 2));
        String id = json(drill(), 201).get("id").stringValue();
        services.getFirst().refresh();
        services.getFirst().callAndSend(20);
        assertThat(rolloutScene.newestDrill().at("/timestamps/activeAt").isNull())
                .as("the other process does not have it")
                .isTrue();
        RolloutSplit split = Objects.requireNonNull(services.getFirst().split());
        assertThat(split.rollout()).isEqualTo(id);
        assertThat(split.control()).isEqualTo("classic");
        assertThat(split.exposure()).as("nobody gets the candidate").isEqualTo(Percent.NONE);
        services.getLast().refresh();
        rolloutScene.awaitDecision();
        services.getFirst().callAndSend(20);
        services.forEach(SimulatedService::refresh);
        assertThat(services).allMatch(service -> service.split() == null);

        JsonNode measured = rolloutScene.awaitEnd(services);
        assertThat(measured.get("failureReason").isNull())
                .as(measured.toString())
                .isTrue();
        assertThat(measured.get("withinExpectedTime").booleanValue()).isTrue();
        assertThat(measured.get("times").propertyNames())
                .containsExactly(
                        "detectionMillis",
                        "rehearsalMillis",
                        "decisionMillis",
                        "propagationMillis",
                        "drainMillis",
                        "totalMillis");
        assertThat(List.of("startedAt", "activeAt", "decidedAt", "rolledBackAt", "endedAt").stream()
                        .map(mark -> Instant.parse(
                                measured.get("timestamps").get(mark).stringValue()))
                        .toList())
                .isSorted();
        assertThat(verdict()).isEqualTo("PASS");
        assertThat(gate().get("reason").stringValue())
                .startsWith("drill passed at ")
                .endsWith("; the candidate wrote nothing");
        assertThat(server.bean(AuditLog.class).listNewestBySubject(id, 5))
                .extracting(AuditEntry::action)
                .containsExactly("drill.ended", "drill.started");
        JsonNode forecast = await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(
                        () -> {
                            server.job("forecasts of rollouts").runSoon();
                            return TestServer.json(server.get("/api/v1/forecasts?eventClass=drill"))
                                    .valueStream()
                                    .filter(one ->
                                            one.get("origin").stringValue().equals("drill:" + id))
                                    .findFirst()
                                    .orElseThrow();
                        },
                        one -> !one.get("resolution").isNull());
        assertThat(forecast.get("asOf")).isEqualTo(measured.at("/timestamps/startedAt"));
        assertThat(forecast.at("/resolution/outcome").doubleValue()).isEqualTo(1);

        assertThat(json(put(PLAN), 200).get("version").intValue())
                .as("the same plan")
                .isEqualTo(1);
        assertThat(verdict()).isEqualTo("PASS");
        assertThat(json(put(PLAN.replace("PT1M", "PT2M")), 200).get("version").intValue())
                .isEqualTo(2);
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue())
                .contains("version 1 of the rollback plan; the current version is 2");
    }

    @Test
    void closesGateWhenSchemaChangesOrContractStepCompletes() {
        SimulatedService service = rolloutScene.service("one", 6);
        String expand = Json.of("{'kind':'expand','description':'add a column','oldestReader':'4.1'}");
        String contract =
                Json.of("{'kind':'contract','description':'drop the old one','oldestReader':'5.0','change':'drop-it'}");
        assertThat(json(put(withSchema(expand)), 200).at("/schema/0/kind").stringValue())
                .isEqualTo("expand");
        runDrillInTime(service);
        assertThat(verdict()).isEqualTo("PASS");
        assertThat(json(put(withSchema(expand)), 200).get("version").intValue())
                .as("the same schema")
                .isEqualTo(1);

        assertThat(json(put(withSchema(expand + "," + contract)), 200)
                        .get("version")
                        .intValue())
                .isEqualTo(2);
        assertThat(gate().get("reason").stringValue())
                .contains("version 1 of the rollback plan; the current version is 2");
        runDrillInTime(service);
        assertThat(verdict()).as("the contract is not done").isEqualTo("PASS");

        String done = (expand + "," + contract).replace("}", Json.of(",'completedAt':'2026-11-25T10:00:00Z'}"));
        json(put(withSchema(done)), 200);
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue())
                .isEqualTo(
                        "a rollback is impossible: contract \"drop the old one\" was completed at 2026-11-25T10:00:00Z"
                                + " by change \"drop-it\", 5.0 is now the oldest code that can read the schema, and a rollback"
                                + " would restore 4.1");
        runDrillInTime(service);
        assertThat(verdict()).as("no drill makes up for it").isEqualTo("DENY");
        json(put(withSchema(done).replace(Json.of("'controlCode':'4.1'"), Json.of("'controlCode':'5.0'"))), 200);
        runDrillInTime(service);
        assertThat(verdict()).as("control reads it").isEqualTo("PASS");
    }

    @Test
    void reportsAllSchemaErrorsAtOnce() {
        JsonNode unread = json(put(PLAN.replace("\"reason\"", """
                "code":["5.0","5.0"],"schema":[{"kind":"EXPAND","description":" ","oldestReader":"","x":1,
                 "completedAt":"yesterday"},7],"reason\"""")), 422);
        assertThat(pointers(unread))
                .containsExactlyInAnyOrder(
                        "/code",
                        "/controlCode",
                        "/schema/0/x",
                        "/schema/0/kind",
                        "/schema/0/description",
                        "/schema/0/oldestReader",
                        "/schema/0/completedAt",
                        "/schema/1");
        JsonNode disordered = json(
                put(withSchema(Json.of("{'kind':'contract','description':'drop','oldestReader':'6.0'},"
                        + "{'kind':'expand','description':'add','oldestReader':'5.0','change':'x',"
                        + "'completedAt':'2026-11-25T10:00:00Z'}"))),
                422);
        assertThat(pointers(disordered))
                .containsExactlyInAnyOrder(
                        "/schema/0/kind",
                        "/schema/0/oldestReader",
                        "/schema/0/change",
                        "/schema/1/oldestReader",
                        "/schema/1/change",
                        "/schema/1/completedAt");
        assertThat(server.get(plan()).statusCode()).isEqualTo(404);
    }

    private static String withSchema(String steps) {
        return PLAN.replace(
                "\"reason\"", Json.of("'code':['4.1','5.0'],'controlCode':'4.1','schema':[%s],'reason'", steps));
    }

    private static List<String> pointers(JsonNode refused) {
        return refused.get("problems")
                .valueStream()
                .map(problem -> problem.get("pointer").stringValue())
                .toList();
    }

    private void runDrillInTime(SimulatedService service) {
        assertThat(rolloutScene.runDrill(service).get("withinExpectedTime").booleanValue())
                .isTrue();
    }

    @Test
    void excludesDrillsFromStatistics() {
        json(put(PLAN), 200);
        SimulatedService service = rolloutScene.service("one", 3);
        json(drill(), 201);
        service.refresh();
        service.callAndSend(20);
        rolloutScene.awaitDecision();
        rolloutScene.awaitEnd(List.of(service));

        for (String statistics : List.of("rollouts", "changes", "incidents")) {
            assertThat(json(server.get("/api/v1/" + statistics), 200).toString())
                    .doesNotContainPattern(rolloutScene.flag + "\\b");
        }
    }

    @Test
    void closesGateWhenDrillExceedsExpectedTime() {
        json(put(PLAN.replace("PT1M", "PT0.001S")), 200);
        SimulatedService service = rolloutScene.service("one", 4);
        json(drill(), 201);
        service.refresh();
        service.callAndSend(20);
        rolloutScene.awaitDecision();
        assertThat(rolloutScene
                        .awaitEnd(List.of(service))
                        .get("withinExpectedTime")
                        .booleanValue())
                .isFalse();
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue())
                .startsWith("the last drill failed: all processes were on control after ");
    }

    @Test
    void rejectsDrillWithoutPlanOrSdkOrDuringRollout() {
        assertThat(json(drill(), 404).get("code").stringValue()).isEqualTo("rollback-plan-not-found");
        json(put(PLAN), 200);
        assertThat(json(drill(), 409).get("detail").stringValue())
                .contains("no SDK is connected to environment " + rolloutScene.environment.name());
        SimulatedService service = rolloutScene.service("one", 5);
        deleteRollbackPlan();
        String rollout = rolloutScene.start();
        json(put(PLAN), 200);
        assertThat(json(drill(), 409).get("detail").stringValue()).contains("is in use by rollout " + rollout);
        json(server.post("/api/v1/rollouts/" + rollout + "/abort", "{}"), 200);
        service.refresh();
        json(drill(), 201);
        deleteRollbackPlan();
        assertThat(rolloutScene.requestStart(startRequest()).body()).as("while a drill runs").contains("rollout-running");
        assertThat(json(put(PLAN), 200).get("version").intValue())
                .as("versions never come again")
                .isEqualTo(5);
        json(drill(), 409);
    }

    @Test
    void reportsAllRollbackPlanErrorsAtOnce() {
        JsonNode refused = json(
                put(Json.of("{'owner':' ','steps':[''],'expectedTime':'PT0S','validDays':0,'pointOfNoReturn':101,"
                        + "'stepz':1}")),
                422);
        assertThat(pointers(refused))
                .containsExactlyInAnyOrder(
                        "/stepz",
                        "/owner",
                        "/trigger",
                        "/steps/0",
                        "/dataCompatibility",
                        "/pointOfNoReturn",
                        "/expectedTime",
                        "/validDays");
        assertThat(server.get(plan()).statusCode()).isEqualTo(404);
    }

    private void deleteRollbackPlan() {
        assertThat(server.send(server.asAdmin(plan()).DELETE()).statusCode()).isEqualTo(204);
    }

    private String plan() {
        return path("/rollback-plan");
    }

    private String path(String rest) {
        return rolloutScene.environment.path("/flags/" + rolloutScene.flag + rest);
    }

    private HttpResponse<String> put(String plan) {
        return server.put(plan(), plan);
    }

    private HttpResponse<String> drill() {
        return server.post(path("/drills"), Json.of("{'reason':'rehearse'}"));
    }

    private JsonNode gate() {
        return json(server.get(path("/gates")), 200)
                .get("gates")
                .valueStream()
                .filter(answer -> answer.get("gate").stringValue().equals("rollback-drill"))
                .findFirst()
                .orElseThrow();
    }

    private String verdict() {
        return gate().get("verdict").stringValue();
    }

    private String startRequest() {
        return Json.of("{'flag':'%s','control':'classic','candidate':'modern','plan':%s}", rolloutScene.flag, RolloutScene.plan());
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }
}
