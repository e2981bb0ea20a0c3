// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary.MetricOutcomes;
import dev.evenkeel.core.wire.ExperimentSummary.VariantExposures;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExperimentIT {
    private static final String DEFAULT = "/api/v1/environments/default";
    private static final String FLAGS = DEFAULT + "/flags/";
    private static final String EXPERIMENTS = DEFAULT + "/experiments";
    private static final String PLAN = """
            {"variants": [{"variant": "blue", "share": 50}, {"variant": "green", "share": 50}],
             "goals": [{"metric": "buy"}, {"metric": "buy", "kind": "VALUE", "cap": 80}],
             "window": "PT5M", "expectedUnits": 40000}""";

    private TestServer server;
    private String shippedFlag;
    private String shipped;
    private JsonNode shippedResult;
    private int flags;

    /* The experiment of which most tests read the results; its treatment is better. */
    @BeforeAll
    void start() {
        server = TestServer.start();
        shippedFlag = flag();
        shipped = startExperiment(shippedFlag);
        new SimulatedUnits(server, "shop", 1).expose(shipped, 25_000, purchaseRates(0.10, 0.13));
        shippedResult = awaitShown(shipped, now -> now.path("analyzedUnits").asInt() == 25_000);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String flag() {
        String key = "button-" + flags++;
        String flag = """
                {"state":"ENABLED","variants":{"blue":"b","green":"g","red":"r"},"defaultVariant":"blue"}""";
        assertThat(server.put(FLAGS + key, flag).statusCode()).isLessThan(300);
        return key;
    }

    private String startRequest(String flag, String plan) {
        return Json.of("{'flag': '%s', 'hypothesis': 'green sells', 'reason': 'idea 7', 'plan': %s}", flag, plan);
    }

    private String startExperiment(String flag) {
        HttpResponse<String> answer = server.post(EXPERIMENTS, startRequest(flag, PLAN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("id").asString();
    }

    private JsonNode show(String id) {
        return json(server.get("/api/v1/experiments/" + id));
    }

    /* Waits for a condition, and evaluates experiments more often than every two seconds. */
    private JsonNode awaitShown(String id, Predicate<JsonNode> condition) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            server.job("experiment evaluation").runSoon();
                            return show(id);
                        },
                        condition);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static Map<String, Double> purchaseRates(double blue, double green) {
        Map<String, Double> chances = new LinkedHashMap<>();
        chances.put("blue", blue);
        chances.put("green", green);
        return chances;
    }

    @Test
    void splitsFlagWhileExperimentRuns() {
        assertThat(json(server.get(FLAGS + shippedFlag)).at("/split/experiment").asString())
                .isEqualTo(shipped);
    }

    @Test
    void decidesToShipBetterTreatment() {
        assertThat(shippedResult.at("/conclusion/verdict").asString()).isEqualTo("SHIP");
        assertThat(shippedResult.at("/conclusion/treatment").asString()).isEqualTo("green");
        assertThat(shippedResult.at("/conclusion/decidedAt").asString()).isNotEmpty();
        assertThat(shippedResult.at("/split/alarm").isNull()).isTrue();
        JsonNode effect = shippedResult.at("/goals/0/effects/0");
        assertThat(effect.path("estimate").asDouble()).isCloseTo(0.03, within(0.015));
        assertThat(effect.path("low").asDouble()).isPositive();
        assertThat(effect.path("exact").asBoolean()).isFalse();
        assertThat(shippedResult.at("/goals/0/variants/0/units").asInt()).isGreaterThan(12_000);
        assertThat(shippedResult.at("/goals/1/variants/0/mean").asDouble()).isCloseTo(0.10 * 48.4, within(0.5));
        assertThat(shippedResult.at("/goals/1/variants/0/capped").asInt()).isPositive();
    }

    @Test
    void exportsInterimAnalysesAsJsonAndCsv() {
        HttpResponse<String> csv = server.get("/api/v1/experiments/" + shipped + "/interim-analyses.csv");
        assertThat(csv.body()).startsWith("at,goal,kind,treatment,units,").contains(",buy,CONVERSION,green,");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("experiment-" + shipped);
        assertThat(json(server.get("/api/v1/experiments/" + shipped + "/interim-analyses"))
                        .size())
                .isGreaterThan(3);
    }

    @Test
    void recordsStartAndDecisionInAuditLog() {
        assertThat(auditedActions(shipped)).containsExactly("experiment.started", "experiment.decided");
    }

    @Test
    void stopsExperimentOnceAndRemovesSplit() {
        String flag = flag();
        String id = startExperiment(flag);
        new SimulatedUnits(server, "stopped", 5).expose(id, 100, purchaseRates(0.10, 0.13));
        awaitShown(id, now -> now.path("analyzedUnits").asInt() == 100);

        JsonNode ended = json(stopExperiment(id, Json.of("{'reason': 'green wins'}")));
        assertThat(ended.path("endReason").asString()).isEqualTo("green wins");
        assertThat(ended.at("/goals/0/variants/0/units").asInt()).isPositive();
        assertThat(json(server.get(FLAGS + flag)).has("split")).isFalse();
        assertThat(stopExperiment(id, "{}").statusCode()).isEqualTo(409);
        assertThat(auditedActions(id)).containsExactly("experiment.started", "experiment.stopped");
    }

    private HttpResponse<String> stopExperiment(String id, String body) {
        return server.post("/api/v1/experiments/" + id + "/stop", body);
    }

    private List<@Nullable String> auditedActions(String id) {
        return server.bean(JdbcClient.class)
                .sql("select action from audit_entry where subject = ? order by number")
                .param(id)
                .query(String.class)
                .list();
    }

    @Test
    void rejectsStartButAllowsStopWhileReleasesArePaused() {
        String running = startExperiment(flag());
        String flag = flag();
        String past = flag();
        pauseReleases();
        try {
            assertRejectedByGates(
                    flag, "releases of environment default were paused", "./evenkeel override create " + flag);
            assertThat(stopExperiment(running, "{}").statusCode())
                    .as("to stop one is always allowed")
                    .isEqualTo(200);
            HttpResponse<String> override = server.post(FLAGS + past + "/gate-overrides", """
                    {"gate":"release-pause","changeClass":"hotfix","reason":"agreed","expiresAt":"%s"}""".formatted(
                            Instant.now().plus(Duration.ofHours(1))));
            assertThat(override.statusCode()).as(override.body()).isEqualTo(201);
            startExperiment(past);
        } finally {
            resumeReleases();
        }
        startExperiment(flag);
    }

    @Test
    void rejectsStartDuringFreezeWindowOfOwningService() {
        String flag = flag();
        HttpResponse<String> owned = server.put("/api/v1/services/shop", """
                {"owner":"front","flags":[{"environment":"default","flag":"%s"}]}""".formatted(flag));
        assertThat(owned.statusCode()).as(owned.body()).isEqualTo(200);
        HttpResponse<String> frozen = server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"holidays","reason":"orders","start":"%s","zone":"UTC","duration":"P2D",
                 "services":["shop"]}]}""".formatted(
                        LocalDateTime.now(ZoneOffset.UTC).minusHours(1).truncatedTo(ChronoUnit.MINUTES)));
        assertThat(frozen.statusCode()).as(frozen.body()).isBetween(200, 299);
        try {
            assertRejectedByGates(flag, "freeze", "holidays");
        } finally {
            server.put("/api/v1/freeze-windows", Json.of("{'windows':[]}"));
        }
        startExperiment(flag);
    }

    @Test
    void requiresApprovalByAnotherPersonWhenEditsRequireApproval() {
        var team = new TestUsers(server);
        String olga = team.token(team.createUserAndSignIn("olga", "author", "approver"), "author", "approver");
        String ben = team.token(team.createUserAndSignIn("ben", "approver"), "approver");
        String flag = flag();
        setGatePolicy(Json.of("{'editsRequireApproval':true,'requiredApprovals':1}"));
        try {
            assertRejectedByGates(flag, "approvals: no approvals", "./evenkeel approval create " + flag);
            assertThat(statusOfStartBy(team, olga, flag)).isEqualTo(409);
            assertThat(statusOfApprovalBy(team, olga, flag)).isEqualTo(201);
            assertThat(statusOfStartBy(team, olga, flag))
                    .as("nobody approves their own experiment")
                    .isEqualTo(409);
            assertThat(statusOfApprovalBy(team, ben, flag)).isEqualTo(201);
            assertThat(statusOfStartBy(team, olga, flag)).isEqualTo(201);
        } finally {
            setGatePolicy("{}");
        }
    }

    @Test
    void rejectsTreatmentShareAbovePolicyLimit() {
        String flag = flag();
        setGatePolicy(Json.of("{'maxTreatmentShare':50}"));
        try {
            assertOverLimit(flag, "0.01", "blue", "99.99", "treatments get 99.99% of the units");
            /* The plan says which variant is control; the flag says which one is served now. */
            assertOverLimit(
                    flag,
                    "99.99",
                    "green",
                    "0.01",
                    "99.99% of the units get a variant other than the default variant \\\"blue\\\"");
            startExperiment(flag);
        } finally {
            setGatePolicy("{}");
        }
        assertThat(server.post(EXPERIMENTS, startRequest(flag(), planWithShares("blue", "0.01", "green", "99.99")))
                        .statusCode())
                .as("without a limit")
                .isEqualTo(201);
    }

    private void assertOverLimit(String flag, String first, String control, String second, String words) {
        String other = control.equals("blue") ? "green" : "blue";
        HttpResponse<String> refused =
                server.post(EXPERIMENTS, startRequest(flag, planWithShares(control, first, other, second)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "/plan/variants",
                        words + "; the gate policy of environment default allows at most 50%",
                        "The experiment was not started.");
        assertThat(json(server.get(FLAGS + flag)).has("split")).isFalse();
    }

    private static String planWithShares(String control, String first, String treatment, String second) {
        return PLAN.replace(Json.of("'blue', 'share': 50"), Json.of("'%s', 'share': %s", control, first))
                .replace(Json.of("'green', 'share': 50"), Json.of("'%s', 'share': %s", treatment, second));
    }

    @Test
    void rejectsServiceThatDoesNotOwnFlag() {
        String flag = flag();
        String named = startRequest(flag, PLAN).replace("\"reason\"", Json.of("'service': 'docs-site', 'reason'"));
        HttpResponse<String> unknown = server.post(EXPERIMENTS, named);
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(422);
        assertThat(unknown.body()).contains("/service", "is not in the service catalog");
        server.put("/api/v1/services", """
                {"services":{"docs-site":{},
                 "payments":{"flags":[{"environment":"default","flag":"%s"}]}}}""".formatted(flag));
        HttpResponse<String> other = server.post(EXPERIMENTS, named);
        assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
        assertThat(other.body()).contains("/service", "belongs to service", "payments");
    }

    private void assertRejectedByGates(String flag, String... words) {
        HttpResponse<String> refused = server.post(EXPERIMENTS, startRequest(flag, PLAN));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body())
                .contains("gates-closed", "The experiment was not started, because gates are closed: ")
                .contains(words);
        assertThat(json(server.get(FLAGS + flag)).has("split")).isFalse();
    }

    private int statusOfStartBy(TestUsers team, String token, String flag) {
        return post(team.requestWithToken(token, EXPERIMENTS), startRequest(flag, PLAN));
    }

    private int statusOfApprovalBy(TestUsers team, String token, String flag) {
        return post(team.requestWithToken(token, DEFAULT + "/approvals"), Json.of("{'flag':'%s'}", flag));
    }

    private int post(HttpRequest.Builder request, String body) {
        return server.send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private void pauseReleases() {
        postReleases("pause");
    }

    private void resumeReleases() {
        postReleases("resume");
    }

    private void postReleases(String action) {
        HttpResponse<String> answer = server.post(DEFAULT + "/releases/" + action, Json.of("{'reason':'outage'}"));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private void setGatePolicy(String policy) {
        HttpResponse<String> answer = server.put(DEFAULT + "/gate-policy", policy);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    @Test
    void countsUnitsOnceAndOnlyOutcomesWithinTheirWindow() {
        String id = startExperiment(flag());
        var units = new SimulatedUnits(server, "window", 2);
        // exposed ten minutes ago, window five minutes
        List<VariantExposures> exposed =
                List.of(new VariantExposures("blue", List.of(new ExperimentExposure(1, 600_000, Double.NaN))));
        OutcomeBatch batch = units.send(
                id,
                exposed,
                List.of(new MetricOutcomes(
                        "buy",
                        List.of(
                                new UnitOutcome(1, 599_000, 1, 10),
                                new UnitOutcome(1, 400_000, 2, 20),
                                new UnitOutcome(1, 200_000, 4, 40),
                                new UnitOutcome(1, 700_000, 8, 80)))));
        units.post(batch);
        new SimulatedUnits(server, "elsewhere", 3)
                .send(
                        id,
                        List.of(
                                new VariantExposures("green", List.of(new ExperimentExposure(1, 590_000, Double.NaN))),
                                new VariantExposures("pink", List.of(new ExperimentExposure(2, 590_000, Double.NaN)))),
                        List.of(new MetricOutcomes("other", List.of(new UnitOutcome(1, 599_000, 1, 1)))));
        units.send(
                id,
                List.of(new VariantExposures("blue", List.of(new ExperimentExposure(3, 0, Double.NaN)))),
                List.of());

        JsonNode shown = awaitShown(
                id,
                now -> now.at("/split/variants/0/units").asInt() == 2
                        && now.path("analyzedUnits").asInt() == 1);
        assertThat(shown.at("/split/variants/1/units").asInt()).isZero();
        assertThat(shown.at("/goals/0/variants/0/mean").asDouble()).isEqualTo(1);
        assertThat(shown.at("/goals/1/variants/0/mean").asDouble()).isCloseTo(30, within(1e-9));
        assertThat(shown.at("/conclusion/verdict").asString()).isEqualTo("RUNNING");
    }

    @Test
    void suspendsVerdictOnSampleRatioMismatch() {
        String id = startExperiment(flag());
        var units = new SimulatedUnits(server, "wrong", 4);
        units.expose(id, 3_000, Map.of("blue", 0.1));
        JsonNode shown = awaitShown(id, now -> now.path("analyzedUnits").asInt() == 3_000);
        assertThat(shown.at("/conclusion/verdict").asString()).isEqualTo("SUSPENDED");
        assertThat(shown.at("/split/alarm").asString()).contains("not split as planned");
        assertThat(shown.at("/goals/0/effects").size()).isZero();
    }

    @Test
    void reportsAllErrorsOfStartRequestAtOnce() {
        String flag = flag();
        HttpResponse<String> answer = server.post(EXPERIMENTS, """
                {"flag": "nobody", "hypotesis": "x", "plan": {
                  "variants": [{"variant": "blue", "share": 50}, {"variant": "green", "share": 40}],
                  "goals": [{"metric": "buy", "kind": "VALUE"}]}}""");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/hypotesis", "/flag", "/plan/variants", "/plan/goals/0/cap");
        assertThat(server.post(EXPERIMENTS, startRequest(flag, PLAN.replace("green", "pink")))
                        .body())
                .contains("has no variant", "use one of blue, green, red");
        assertThat(server.get("/api/v1/experiments/x-0").statusCode()).isEqualTo(404);
    }

    @Test
    void rejectsSecondExperimentRolloutOrEditOfSameFlag() {
        String flag = flag();
        String id = startExperiment(flag);
        HttpResponse<String> second = server.post(EXPERIMENTS, startRequest(flag, PLAN));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("experiment-running", id);
        HttpResponse<String> rollout = server.post(
                DEFAULT + "/rollouts",
                Json.of("{'flag':'%s','control':'blue','candidate':'green','plan':'fast'}", flag));
        assertThat(rollout.statusCode()).as(rollout.body()).isEqualTo(409);
        assertThat(rollout.body()).contains("is controlled by experiment " + id);
        HttpResponse<String> edit = server.put(
                FLAGS + flag, Json.of("{'state':'ENABLED','variants':{'blue':'b'},'defaultVariant':'blue'}"));
        assertThat(edit.statusCode()).isEqualTo(409);
        assertThat(edit.body()).contains("experiment " + id + ": flag");
    }

    @Test
    void showsNoticesWhenFlagIsEditedDuringExperiment() {
        String flag = flag();
        String id = startExperiment(flag);
        assertThat(show(id).path("notices").size()).isZero();
        assertThat(server.post(FLAGS + flag + "/disable", Json.of("{'reason': 'stop'}"))
                        .statusCode())
                .isEqualTo(200);
        awaitShown(id, now -> now.path("notices").size() == 2);
        assertThat(show(id).path("notices").toString()).contains("is disabled", "was edited during the experiment");
    }
}
