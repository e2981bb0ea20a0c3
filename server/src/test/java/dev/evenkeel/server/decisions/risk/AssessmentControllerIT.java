// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Risk assessments over HTTP, decisions on them, and the gate that enforces the decisions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssessmentControllerIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String ASSESSMENTS = ENVIRONMENT + "/assessments";

    private TestServer server;
    private String tale;
    private int flags;
    private String flag;

    @BeforeAll
    void start() throws IOException {
        server = TestServer.start();
        tale = Files.readString(Path.of("../examples/risk/tale.yaml"));
    }

    /* Assessments are never deleted, so each test uses its own flag. */
    @BeforeEach
    void begin() {
        flag = "core-" + ++flags;
        String definition = """
            {"flags":{"%s":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}
            """.formatted(flag);
        json(server.put(ENVIRONMENT + "/flags", definition), 200);
        json(server.put(ENVIRONMENT + "/risk-policy", "{}"), 200);
        json(
                server.put(
                        "/api/v1/services/payments-" + flags,
                        Json.of("{'owner':'payments','flags':[{'environment':'default','flag':'%s'}]}", flag)),
                200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void comparesCoursesAndStoresReproducibleResult() {
        JsonNode made = assess(exampleCase());
        JsonNode result = made.path("result");
        assertThat(result.path("model").asString()).isEqualTo("courses-1");
        assertThat(result.path("seed").asLong()).isEqualTo(1);
        assertThat(result.path("dataHash").asString()).hasSize(64);
        assertThat(course(result, "now").at("/atMeans/chance").asDouble()).isCloseTo(0.401, within(0.0005));
        assertThat(course(result, "stabilise first").at("/atMeans/chance").asDouble())
                .isCloseTo(0.0965, within(0.0005));
        assertThat(result.at("/plans/0/course").asString()).isEqualTo("stabilise first");
        assertThat(course(result, "now").path("exceedance").size()).isGreaterThan(30);

        JsonNode again = assess(exampleCase());
        assertThat(again.path("result")).isEqualTo(result);
        JsonNode kept = json(server.get("/api/v1/assessments/" + made.path("id").asString()), 200);
        assertThat(kept).isEqualTo(made);
        JsonNode list = json(server.get("/api/v1/assessments?environment=default&flag=" + flag), 200);
        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("id")).isEqualTo(again.path("id"));
        assertThat(list.get(0).at("/result/best").asString()).isEqualTo("stabilise first");
        assertThat(list.get(0).path("caseText").isNull()).isTrue();
    }

    @Test
    void memoBreaksDownLossWhenCaseDoes() {
        JsonNode plain = assess(exampleCase());
        assertThat(course(plain.path("result"), "now").has("lossParts")).isFalse();
        assertThat(memo(plain)).doesNotContain("Major incident cost");

        JsonNode made = assess(
                exampleCase()
                        .replace(
                                "  labourPerWeek:",
                                "  majorIncident: {penalties: {number: 50000, judgement: legal},"
                                        + " credits: {any outage: {amount: {number: 7000, judgement: sales}}}}\n  labourPerWeek:"));
        JsonNode now = course(made.path("result"), "now");
        assertThat(now.at("/lossParts/penalties").asDouble()).isEqualTo(50_000);
        assertThat(now.at("/atMeans/loss").asDouble())
                .isCloseTo(
                        57_000
                                + course(plain.path("result"), "now")
                                        .at("/atMeans/loss")
                                        .asDouble(),
                        within(1.0));
        assertThat(memo(made)).contains("Major incident cost", "7,000", "50,000", "credits, any outage");
    }

    private String memo(JsonNode made) {
        return server.get("/api/v1/assessments/" + made.path("id").asString() + "/memo?markdown=true")
                .body();
    }

    @Test
    void rejectsAssessmentWithTooManyComputationSteps() {
        var text = new StringBuilder(exampleCase()).append("\ncommitments:\n");
        for (int i = 0; i < 60; i++) {
            text.append(
                    "  promise %d: {date: %s, to: sales, perWeekLate: {number: 1000, judgement: \"the sales team, %d\"}}\n"
                            .formatted(i, today().plusWeeks(8), i));
        }
        var body = JSON.createObjectNode()
                .put("flag", flag)
                .put("case", text.toString())
                .put("draws", 1_000_000);

        JsonNode refused = json(server.post(ASSESSMENTS, body.toString()), 422);
        assertThat(refused.path("problems").findValuesAsString("pointer")).containsExactly("/draws");
        assertThat(refused.toString()).contains("computation steps", "use fewer draws");
        json(server.post(ASSESSMENTS, body.put("draws", 1_000).toString()), 201);
    }

    @Test
    void reportsAllValidationErrorsAndStoresNoAssessment() {
        JsonNode refused = json(server.post(ASSESSMENTS, Json.of("{'flag':'nobody','case':'name: x','draws':0}")), 422);
        assertThat(refused.path("problems").size()).isGreaterThan(3);
        assertThat(refused.toString()).contains("/flag", "/case/", "/draws", "The assessment was not created.");
        assertThat(json(server.get("/api/v1/assessments?flag=nobody"), 200)).isEmpty();
    }

    @Test
    void gateRequiresAssessmentOnlyForConfiguredChangeClasses() {
        assertThat(gate("").path("verdict").asString()).isEqualTo("PASS");
        json(server.put(ENVIRONMENT + "/risk-policy", Json.of("{'requiredFor':['migration'],'reason':'r'}")), 200);
        assertThat(gate("").path("verdict").asString()).isEqualTo("PASS");
        JsonNode closed = gate("migration");
        assertThat(closed.path("verdict").asString()).isEqualTo("DENY");
        assertThat(closed.path("reason").asString())
                .isEqualTo("the risk of the change is not assessed; default requires an assessment for changes of class"
                        + " migration");
    }

    @Test
    void rejectsDecisionInNameOfAnotherUser() {
        String id = assess(exampleCase()).path("id").asString();
        var team = new TestUsers(server);
        String carl = team.token(team.createUserAndSignIn("carl", "approver"), "approver");
        JsonNode refused = json(
                server.send(team.requestWithToken(carl, "/api/v1/assessments/" + id + "/decision")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                Json.of("{'course':'stabilise first','onBehalfOf':'vera','reason':'r'}")))),
                422);
        assertThat(refused.toString()).contains("is vera, but you are carl: each user decides in their own name");
        assertThat(gate("").path("reason").asString()).isEqualTo("assessment " + id + " has no decision");
    }

    @Test
    void opensGateAfterDecisionAndCompletedWork() {
        String id = assess(exampleCase()).path("id").asString();
        assertThat(gate("").path("reason").asString()).isEqualTo("assessment " + id + " has no decision");

        JsonNode decided = json(server.post("/api/v1/assessments/" + id + "/decision", """
                        {"course":"stabilise first","onBehalfOf":"vera","consulted":["tom"],"dissent":"it is late","reason":"a tenth"}
                        """), 201);
        assertThat(decided.at("/decision/decidedBy").asString()).isEqualTo("vera");
        assertThat(gate("").path("reason").asString())
                .isEqualTo("vera decided on \"stabilise first\"; open work: expand the schema first,"
                        + " make repeats harmless, shorten the clearing cut");

        for (String item :
                new String[] {"expand the schema first", "make repeats harmless", "shorten the clearing cut"}) {
            completeWork(id, item, 201);
        }
        JsonNode open = gate("");
        assertThat(open.path("verdict").asString()).isEqualTo("PASS");
        assertThat(open.path("reason").asString())
                .isEqualTo("assessment " + id + ": vera decided on \"stabilise first\"");
        assertThat(completeWork(id, "make repeats harmless", 409).toString()).contains("is already complete");
        assertThat(server.bean(AuditLog.class).listNewestBySubject(id, 9))
                .extracting(AuditEntry::action)
                .containsExactly(
                        "risk.work-completed",
                        "risk.work-completed",
                        "risk.work-completed",
                        "risk.decided",
                        "risk.assessed");
    }

    @Test
    void rejectsDecisionOnSupersededAssessment() {
        String old = assess(exampleCase()).path("id").asString();
        String id = assess(exampleCase()).path("id").asString();
        assertThat(decide(old, "now", 409).toString()).contains(old + " is superseded by " + id);
    }

    @Test
    void rejectsUnknownCourse() {
        String id = assess(exampleCase()).path("id").asString();
        assertThat(decide(id, "nothing like it", 422).toString()).contains("use one of now, phased now");
    }

    @Test
    void rejectsSecondDecision() {
        String id = assess(exampleCase()).path("id").asString();
        decide(id, "now", 201);
        assertThat(decide(id, "do not", 409).toString()).contains("Decisions are permanent.");
    }

    @Test
    void closesGateWhenDecisionExcludesChange() {
        String id = assess(exampleCase()).path("id").asString();
        decide(id, "do not", 201);
        assertThat(gate("").path("reason").asString()).endsWith("\"do not\", which excludes the change");
    }

    @Test
    void closesGateUntilStartOfSelectedCourse() {
        LocalDate start = today().plusDays(30);
        String later = assess(exampleCase().replace("start: 2027-01-07", "start: " + start))
                .path("id")
                .asString();
        decide(later, "after the season", 201);
        JsonNode waits = gate("");
        assertThat(waits.path("reason").asString()).endsWith("\"after the season\", which starts on " + start);
        assertThat(waits.path("until").asString()).startsWith(start + "T00:00:00Z");
    }

    @Test
    void invalidatesAssessmentOnlyAfterSeriousIncident() {
        String id = assess(exampleCase()).path("id").asString();
        decide(id, "now", 201);
        declare("SEV3");
        assertThat(gate("").path("verdict").asString()).isEqualTo("PASS");
        String incident = declare("SEV2");
        assertThat(gate("").path("reason").asString())
                .isEqualTo("assessment " + id + " is outdated: incident " + incident + " (SEV2) happened after it");
        String anew = assess(exampleCase()).path("id").asString();
        decide(anew, "now", 201);
        assertThat(gate("").path("verdict").asString()).isEqualTo("PASS");
    }

    @Test
    void databaseRejectsChangesToAssessments() {
        assess(exampleCase());
        JdbcClient jdbc = server.bean(JdbcClient.class);
        assertThatThrownBy(() ->
                        jdbc.sql("update risk_assessment set author = 'x'").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from risk_decision").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void createsAssessmentFromStoredCase() {
        applyRiskCase("move-the-core", exampleCase(), 200);
        JsonNode listed = json(server.get("/api/v1/risk-cases"), 200);
        assertThat(listed.at("/0/name").asString()).isEqualTo("move-the-core");
        assertThat(listed.at("/0/asOf").asString()).isEqualTo(today().toString());
        assertThat(json(server.get("/api/v1/risk-cases/move-the-core"), 200)
                        .path("causes")
                        .size())
                .isEqualTo(4);

        JsonNode byName =
                json(server.post(ASSESSMENTS, assessmentRequest("move-the-core").toString()), 201);
        JsonNode byText = assess(exampleCase());
        assertThat(byName.path("result")).isEqualTo(byText.path("result"));
        assertThat(byName.path("caseText").asString()).contains("\"schema drift\"");

        applyRiskCase("move-the-core", exampleCase().replace("weeks: 26", "weeks: 30"), 200);
        JsonNode stays =
                json(server.get("/api/v1/assessments/" + byName.path("id").asString()), 200);
        assertThat(stays.path("caseText")).isEqualTo(byName.path("caseText"));
    }

    @Test
    void rejectsUnknownCaseNameAndCaseNameWithInlineCase() {
        applyRiskCase("move-the-core", exampleCase(), 200);
        JsonNode unknown =
                json(server.post(ASSESSMENTS, assessmentRequest("move-the-cart").toString()), 422);
        assertThat(unknown.at("/problems/0/pointer").asString()).isEqualTo("/caseName");
        assertThat(unknown.at("/problems/0/remedy").asString()).isEqualTo("use one of move-the-core");
        assertThat(unknown.path("problems").size()).isEqualTo(1);
        JsonNode both = json(
                server.post(
                        ASSESSMENTS,
                        assessmentRequest("move-the-core")
                                .put("case", exampleCase())
                                .toString()),
                422);
        assertThat(both.at("/problems/0/message").asString()).isEqualTo("cannot be combined with case or files");
        json(server.get("/api/v1/risk-cases/move-the-cart"), 404);
    }

    @Test
    void rejectsInvalidCaseWithPointersIntoManifest() {
        JsonNode refused = applyRiskCase("broken", exampleCase().replace("overrun:", "overun:"), 422);
        assertThat(refused.path("problems").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/objects/0/spec/overun", "/objects/0/spec/overrun");
        json(server.get("/api/v1/risk-cases/broken"), 404);
    }

    private ObjectNode assessmentRequest(String caseName) {
        return JSON.createObjectNode()
                .put("flag", flag)
                .put("caseName", caseName)
                .put("draws", 2_000);
    }

    private JsonNode applyRiskCase(String name, String yaml, int status) {
        var document =
                JSON.createObjectNode().put("apiVersion", "evenkeel.dev/v1").put("kind", "RiskCase");
        document.putObject("metadata").put("name", name);
        document.set("spec", JSON.readTree(YamlCodec.toJson(yaml)));
        var body = JSON.createObjectNode().put("set", "risk").put("reason", "reviewed");
        body.putArray("objects").add(document);
        return json(server.post("/api/v1/manifests", body.toString()), status);
    }

    /* The example case with today's dates. */
    private String exampleCase() {
        return tale.replace("asOf: 2026-11-26", "asOf: " + today()).replace("start: 2026-11-30", "start: " + today());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private JsonNode assess(String text) {
        var body = JSON.createObjectNode().put("flag", flag).put("case", text).put("draws", 2_000);
        return json(server.post(ASSESSMENTS, body.toString()), 201);
    }

    private JsonNode decide(String id, String course, int status) {
        var body = JSON.createObjectNode()
                .put("course", course)
                .put("onBehalfOf", "vera")
                .put("reason", "r");
        return json(server.post("/api/v1/assessments/" + id + "/decision", body.toString()), status);
    }

    private JsonNode completeWork(String id, String item, int status) {
        var body = JSON.createObjectNode().put("item", item).put("weeks", 1.5).put("evidence", "a test");
        return json(server.post("/api/v1/assessments/" + id + "/completed-work", body.toString()), status);
    }

    private String declare(String severity) {
        var body = JSON.createObjectNode()
                .put("service", "payments-" + flags)
                .put("change", "deployment:" + severity)
                .put("title", "it hurts")
                .put("severity", severity);
        return json(server.post("/api/v1/incidents", body.toString()), 201)
                .path("id")
                .asString();
    }

    private JsonNode gate(String changeClass) {
        String of = changeClass.isEmpty() ? "" : "?changeClass=" + changeClass;
        JsonNode report = json(server.get(ENVIRONMENT + "/flags/" + flag + "/gates" + of), 200);
        return report.path("gates")
                .valueStream()
                .filter(gate -> gate.path("gate").asString().equals("risk"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode course(JsonNode result, String name) {
        return result.path("courses")
                .valueStream()
                .filter(course -> course.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response);
    }
}
