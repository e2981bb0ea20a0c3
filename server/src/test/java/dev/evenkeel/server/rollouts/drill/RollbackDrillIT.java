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

/// Rollback plans, their drills on simulated services, and the gate that requires them.
final class RollbackDrillIT {
    private static final String PLAN = """
            {"owner":"payments","trigger":"more errors than before","steps":["abort the rollout","tell support"],
             "dataCompatibility":"the old code reads all that the candidate wrote","pointOfNoReturn":50,
             "expectedTime":"PT1M","reason":"first plan"}""";
    private static final String EXPAND = """
            {"kind":"expand","description":"add a column","oldestReader":"4.1"}""";
    private static final String CONTRACT = """
            {"kind":"contract","description":"drop the old one","oldestReader":"5.0","change":"drop-it"}""";

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
    void closesGateWithoutPlanOrDrill() {
        assertThat(gate().get("reason").stringValue()).isEqualTo("the flag has no rollback plan");
        assertThat(putPlan(PLAN).get("version").intValue()).isEqualTo(1);
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue()).isEqualTo("the rollback plan has no drill");
        assertThat(rolloutScene.requestStart(startRequest()).body()).contains("gates-closed", "has no drill");
    }

    @Test
    void exposesNoUnitsDuringDrill() {
        putPlan(PLAN);
        SimulatedService one = rolloutScene.service("one", 1);
        SimulatedService two = rolloutScene.service("two", 2);
        String id = startDrill();
        one.refresh();
        one.callAndSend(20);
        assertThat(rolloutScene.newestDrill().at("/timestamps/activeAt").isNull())
                .as("the other process does not have it")
                .isTrue();
        RolloutSplit split = Objects.requireNonNull(one.split());
        assertThat(split.rollout()).isEqualTo(id);
        assertThat(split.control()).isEqualTo("classic");
        assertThat(split.exposure()).as("no units get the candidate").isEqualTo(Percent.NONE);

        two.refresh();
        rolloutScene.awaitDecision();
        assertThat(List.of(one.refresh(), two.refresh())).allMatch(service -> service.split() == null);
        rolloutScene.awaitEnd(List.of(one, two));
    }

    @Test
    void measuresDrillPhases() {
        putPlan(PLAN);
        List<SimulatedService> services = List.of(rolloutScene.service("one", 1), rolloutScene.service("two", 2));
        startDrill();
        services.forEach(SimulatedService::refresh);
        services.getFirst().callAndSend(20);
        rolloutScene.awaitDecision();
        services.getFirst().callAndSend(20);
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
    }

    @Test
    void recordsDrillInAuditLog() {
        String id = runDrillInTime().get("id").stringValue();
        assertThat(server.bean(AuditLog.class).listNewestBySubject(id, 5))
                .extracting(AuditEntry::action)
                .containsExactly("drill.ended", "drill.started");
    }

    @Test
    void resolvesForecastOfSuccessfulDrillAsTrue() {
        JsonNode drill = runDrillInTime();
        JsonNode forecast = awaitResolvedForecast(drill.get("id").stringValue());
        assertThat(forecast.get("asOf")).isEqualTo(drill.at("/timestamps/startedAt"));
        assertThat(forecast.at("/resolution/outcome").doubleValue()).isEqualTo(1);
    }

    private JsonNode awaitResolvedForecast(String drill) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(
                        () -> {
                            server.job("forecasts of rollouts").runSoon();
                            return TestServer.json(server.get("/api/v1/forecasts?eventClass=drill"))
                                    .valueStream()
                                    .filter(one ->
                                            one.get("origin").stringValue().equals("drill:" + drill))
                                    .findFirst()
                                    .orElseThrow();
                        },
                        one -> !one.get("resolution").isNull());
    }

    @Test
    void opensGateAfterSuccessfulDrill() {
        runDrillInTime();
        assertThat(verdict()).isEqualTo("PASS");
        assertThat(gate().get("reason").stringValue())
                .startsWith("drill passed at ")
                .endsWith("; the candidate wrote nothing");
    }

    @Test
    void closesGateWhenPlanChangesAfterDrill() {
        runDrillInTime();
        assertThat(putPlan(PLAN).get("version").intValue()).as("the same plan").isEqualTo(1);
        assertThat(verdict()).isEqualTo("PASS");

        assertThat(putPlan(PLAN.replace("PT1M", "PT2M")).get("version").intValue())
                .isEqualTo(2);
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue())
                .contains("version 1 of the rollback plan; the current version is 2");
    }

    @Test
    void closesGateWhenSchemaChanges() {
        assertThat(putPlan(withSchema(EXPAND)).at("/schema/0/kind").stringValue())
                .isEqualTo("expand");
        runDrillInTime(rolloutScene.service("one", 6));
        assertThat(verdict()).isEqualTo("PASS");
        assertThat(putPlan(withSchema(EXPAND)).get("version").intValue())
                .as("the same schema")
                .isEqualTo(1);

        assertThat(putPlan(withSchema(EXPAND + "," + CONTRACT)).get("version").intValue())
                .isEqualTo(2);
        assertThat(gate().get("reason").stringValue())
                .contains("version 1 of the rollback plan; the current version is 2");
    }

    @Test
    void closesGateWhenCompletedContractStepPreventsRollback() {
        SimulatedService service = rolloutScene.service("one", 6);
        putPlan(withSchema(EXPAND + "," + CONTRACT));
        runDrillInTime(service);
        assertThat(verdict()).as("the contract is not done").isEqualTo("PASS");

        String done =
                withSchema((EXPAND + "," + CONTRACT).replace("}", Json.of(",'completedAt':'2026-11-25T10:00:00Z'}")));
        putPlan(done);
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue())
                .isEqualTo(
                        "a rollback is impossible: contract \"drop the old one\" was completed at 2026-11-25T10:00:00Z"
                                + " by change \"drop-it\", 5.0 is now the oldest code that can read the schema, and a rollback"
                                + " would restore 4.1");
        runDrillInTime(service);
        assertThat(verdict()).as("no drill makes up for it").isEqualTo("DENY");

        putPlan(done.replace(Json.of("'controlCode':'4.1'"), Json.of("'controlCode':'5.0'")));
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
        JsonNode disordered = json(put(withSchema("""
                {"kind":"contract","description":"drop","oldestReader":"6.0"},
                {"kind":"expand","description":"add","oldestReader":"5.0","change":"x","completedAt":"2026-11-25T10:00:00Z"}
                """)), 422);
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

    /* Puts the plan and runs its drill. */
    private JsonNode runDrillInTime() {
        putPlan(PLAN);
        return runDrillInTime(rolloutScene.service("one", 1));
    }

    private JsonNode runDrillInTime(SimulatedService service) {
        JsonNode drill = rolloutScene.runDrill(service);
        assertThat(drill.get("withinExpectedTime").booleanValue()).isTrue();
        return drill;
    }

    @Test
    void excludesDrillsFromStatistics() {
        putPlan(PLAN);
        rolloutScene.runDrill(rolloutScene.service("one", 3));

        for (String statistics : List.of("rollouts", "changes", "incidents")) {
            assertThat(json(server.get("/api/v1/" + statistics), 200).toString())
                    .doesNotContainPattern(rolloutScene.flag + "\\b");
        }
    }

    @Test
    void closesGateWhenDrillExceedsExpectedTime() {
        putPlan(PLAN.replace("PT1M", "PT0.001S"));
        assertThat(rolloutScene
                        .runDrill(rolloutScene.service("one", 4))
                        .get("withinExpectedTime")
                        .booleanValue())
                .isFalse();
        assertThat(verdict()).isEqualTo("DENY");
        assertThat(gate().get("reason").stringValue())
                .startsWith("the last drill failed: all processes were on control after ");
    }

    @Test
    void returns404ForDrillWithoutPlan() {
        assertThat(json(requestDrill(), 404).get("code").stringValue()).isEqualTo("rollback-plan-not-found");
    }

    @Test
    void rejectsDrillWithoutConnectedSdk() {
        putPlan(PLAN);
        assertThat(json(requestDrill(), 409).get("detail").stringValue())
                .contains("no SDK is connected to environment " + rolloutScene.environment.name());
    }

    @Test
    void rejectsDrillDuringRollout() {
        SimulatedService service = rolloutScene.service("one", 5);
        String rollout = rolloutScene.start();
        putPlan(PLAN);
        assertThat(json(requestDrill(), 409).get("detail").stringValue()).contains("is in use by rollout " + rollout);
        json(server.post("/api/v1/rollouts/" + rollout + "/abort", "{}"), 200);
        service.refresh();
        startDrill();
    }

    @Test
    void rejectsRolloutAndDrillDuringDrill() {
        putPlan(PLAN);
        rolloutScene.service("one", 5);
        startDrill();
        json(requestDrill(), 409);
        deleteRollbackPlan();
        assertThat(rolloutScene.requestStart(startRequest()).body()).contains("rollout-running");
    }

    @Test
    void neverReusesPlanVersions() {
        putPlan(PLAN);
        deleteRollbackPlan();
        assertThat(putPlan(PLAN).get("version").intValue())
                .as("the deletion is version 2")
                .isEqualTo(3);
    }

    @Test
    void reportsAllRollbackPlanErrorsAtOnce() {
        JsonNode refused = json(put("""
                {"owner":" ","steps":[""],"expectedTime":"PT0S","validDays":0,"pointOfNoReturn":101,"stepz":1}"""), 422);
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

    private JsonNode putPlan(String plan) {
        return json(put(plan), 200);
    }

    private String startDrill() {
        return json(requestDrill(), 201).get("id").stringValue();
    }

    private HttpResponse<String> requestDrill() {
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
        return """
                {"flag":"%s","control":"classic","candidate":"modern","plan":%s}
                """.formatted(rolloutScene.flag, RolloutScene.plan());
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }
}
