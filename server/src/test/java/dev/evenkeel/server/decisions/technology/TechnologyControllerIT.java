// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The technology register over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TechnologyControllerIT {
    private static final String TECHNOLOGIES = "/api/v1/technologies";
    private static final String RECORDS = "/api/v1/decision-records";
    private static final String POLICY = "/api/v1/technology-policy";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @BeforeEach
    void deleteAll() {
        server.bean(JdbcClient.class)
                .sql("delete from technology_ring_change; delete from technology; delete from technology_policy;"
                        + " delete from decision_record")
                .update();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void registersTechnologyAndPreservesOmittedFieldsOnUpdate() {
        json(server.put(TECHNOLOGIES + "?reason=our+wiki", """
                {"technologies":{"java":{"name":"Java","kind":"LANGUAGE_OR_FRAMEWORK","packages":["pkg:maven/java"],
                 "services":[{"service":"payments","since":"2020-01-01"}],
                 "ringChanges":[{"at":"2020-01-01","to":"ADOPT","reason":"what we know","onBehalfOf":"anna"}]}}}"""), 200);
        json(server.put(TECHNOLOGIES, Json.of("{'technologies':{'java':{'name':'Java 25'}}}")), 200);

        JsonNode java = json(server.get(TECHNOLOGIES + "/java"), 200);
        assertThat(java.get("name").stringValue()).isEqualTo("Java 25");
        assertThat(java.get("ring").stringValue()).isEqualTo("ADOPT");
        assertThat(java.get("since").stringValue()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(java.at("/uses/0/service").stringValue()).isEqualTo("payments");
        assertThat(java.get("hours").doubleValue())
                .isCloseTo(hoursSince(Instant.parse("2020-01-01T00:00:00Z")), within(1.0));
        assertThat(java.get("novel").booleanValue()).isFalse();
        assertThat(java.at("/ringChanges/0/person").stringValue()).isEqualTo("anna");
        assertThat(java.at("/ringChanges/0/from").isNull()).isTrue();
        assertThat(server.bean(AuditLog.class).listNewestBySubject("java", 2))
                .extracting(AuditEntry::action, AuditEntry::reason)
                .contains(tuple("technology.set", "our wiki"));
    }

    @Test
    void returns404ForUnknownTechnology() {
        assertThat(server.get(TECHNOLOGIES + "/cobol").body()).contains("technology-not-found");
        assertThat(server.get(TECHNOLOGIES + "/cobol").statusCode()).isEqualTo(404);
    }

    @Test
    void allowsOnlyAppendingRingChanges() {
        addTechnology("redis", "ASSESS", "");
        JsonNode moved = json(server.post(TECHNOLOGIES + "/redis/ring-changes", """
                {"to":"TRIAL","reason":"a week without a fault","onBehalfOf":"ben"}"""), 201);
        assertThat(moved.get("ring").stringValue()).isEqualTo("TRIAL");
        assertThat(moved.at("/ringChanges/1/from").stringValue()).isEqualTo("ASSESS");

        JsonNode shorter = json(server.put(TECHNOLOGIES, technology("redis", "ASSESS", "")), 422);
        assertThat(shorter.at("/problems/0/message").stringValue())
                .isEqualTo("must contain all 2 stored ring changes, got 1");
        JsonNode other = json(server.put(TECHNOLOGIES, """
                {"technologies":{"redis":{"ringChanges":[{"to":"HOLD","reason":"for the test"},
                 {"to":"TRIAL","reason":"a week without a fault"},{"to":"TRIAL","reason":"again"}]}}}"""), 422);
        assertThat(pointers(other))
                .containsExactly("/technologies/redis/ringChanges/0", "/technologies/redis/ringChanges/2/to");
        json(server.put(TECHNOLOGIES, """
                {"technologies":{"redis":{"ringChanges":[{"to":"ASSESS","reason":"for the test"},
                 {"to":"TRIAL","reason":"a week without a fault"},{"to":"ADOPT","reason":"a year"}]}}}"""), 200);
        assertThat(json(server.get(TECHNOLOGIES + "/redis"), 200)
                        .get("ringChanges")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void reportsAllValidationErrorsOfRingChange() {
        addTechnology("redis", "ASSESS", "");
        JsonNode problem = json(server.post(TECHNOLOGIES + "/redis/ring-changes", """
                {"to":"TRIAL","reason":"x","decisionRecord":"0099-nowhere","at":"2999-01-01"}"""), 422);
        assertThat(pointers(problem)).containsExactlyInAnyOrder("/decisionRecord", "/at");
        assertThat(pointers(json(server.post(TECHNOLOGIES + "/redis/ring-changes", Json.of("{'ring':'HOLD'}")), 422)))
                .containsExactlyInAnyOrder("/ring", "/to", "/reason");
        assertThat(json(
                                server.post(
                                        TECHNOLOGIES + "/redis/ring-changes",
                                        Json.of("{'to':'HOLD','reason':'x','at':'2001-01-01'}")),
                                422)
                        .at("/problems/0/message")
                        .stringValue())
                .startsWith("must not be before the last ring change");
        assertThat(server.post(TECHNOLOGIES + "/cobol/ring-changes", Json.of("{'to':'HOLD','reason':'x'}"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(server.get(TECHNOLOGIES + "/redis"), 200)
                        .get("ringChanges")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void requiresKindAndRingForNewTechnology() {
        assertThat(pointers(json(server.put(TECHNOLOGIES, Json.of("{'technologies':{'redis':{}}}")), 422)))
                .containsExactlyInAnyOrder("/technologies/redis/kind", "/technologies/redis/ringChanges");
        assertThat(json(server.get(TECHNOLOGIES), 200).isEmpty()).isTrue();
    }

    @Test
    void acceptsTokenBeyondLimitWithAcceptedRecord() {
        spendAllTokens();
        JsonNode spent = json(server.put(TECHNOLOGIES, technology("d", "TRIAL", "")), 409);
        assertThat(spent.get("code").stringValue()).isEqualTo("innovation-tokens-exhausted");
        assertThat(spent.at("/problems/0/message").stringValue())
                .isEqualTo("d needs innovation token 4 of 3 and has no accepted decision record");
        assertThat(server.get(TECHNOLOGIES + "/d").statusCode()).isEqualTo(404);

        storeDecisionRecord("0002-use-c", "accepted");
        json(server.put(TECHNOLOGIES, technology("d", "TRIAL", Json.of(",'decisionRecord':'0002-use-c'"))), 409);
        storeDecisionRecord("0001-use-d", "proposed");
        json(server.put(TECHNOLOGIES, technology("d", "TRIAL", Json.of(",'decisionRecord':'0001-use-d'"))), 409);
        storeDecisionRecord("0001-use-d", "accepted");
        json(server.put(TECHNOLOGIES, technology("d", "TRIAL", Json.of(",'decisionRecord':'0001-use-d'"))), 200);
        JsonNode tokens = json(server.get("/api/v1/innovation-tokens"), 200);
        assertThat(tokens.get("remaining").intValue()).isZero();
        assertThat(tokens.at("/spent/3/technology").stringValue()).isEqualTo("d");
        assertThat(tokens.at("/spent/3/decisionRecord").stringValue()).isEqualTo("0001-use-d");
        assertThat(tokens.get("undecided").isEmpty()).isTrue();
    }

    private void spendAllTokens() {
        addTechnology("a", "TRIAL", "");
        addTechnology("b", "ADOPT", "");
        addTechnology("c", "TRIAL", "");
    }

    @Test
    void listsTokenAsUndecidedAfterRecordIsSuperseded() {
        spendAllTokens();
        storeDecisionRecord("0001-use-d", "accepted");
        json(server.put(TECHNOLOGIES, technology("d", "TRIAL", Json.of(",'decisionRecord':'0001-use-d'"))), 200);
        storeDecisionRecord("0001-use-d", "superseded by 0002");
        assertThat(json(server.get("/api/v1/innovation-tokens"), 200)
                        .at("/undecided/0")
                        .stringValue())
                .isEqualTo("d");
    }

    @Test
    void rejectsRingChangeThatExceedsTokens() {
        spendAllTokens();
        addTechnology("e", "ASSESS", "");
        assertThat(json(server.post(TECHNOLOGIES + "/e/ring-changes", Json.of("{'to':'TRIAL','reason':'x'}")), 409)
                        .get("problems")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void derivesUsageHoursAndIncidentShareFromRecords() {
        addTechnology("redis", "TRIAL", "");
        Instant done = Instant.now().minus(Duration.ofHours(100)).truncatedTo(ChronoUnit.SECONDS);
        String change = reportChange("one", "ledger", done, Json.of("['redis']"));
        reportChange("two", "shop", done.plus(Duration.ofHours(60)), Json.of("['redis','kafka']"));
        reportChange("three", "mail", done, "[]");
        createIncident("ledger", Json.of("'change':'change:%s',", change), "[]");
        createIncident("shop", "", Json.of("[{'name':'Redis','weight':1},{'name':'no limit','weight':3}]"));
        createIncident("mail", "", Json.of("[{'name':'no limit','weight':1}]"));

        JsonNode redis = json(server.get(TECHNOLOGIES + "/redis"), 200);
        assertThat(redis.get("uses").valueStream().map(use -> use.get("service").stringValue()))
                .containsExactlyInAnyOrder("ledger", "shop");
        assertThat(redis.get("hours").doubleValue()).isCloseTo(140, within(0.1));
        assertThat(redis.get("incidents").doubleValue()).isCloseTo(1.25, within(1e-9));
        assertThat(redis.get("novel").booleanValue()).isTrue();
        /* Gamma(0.5 + 1.25, 730.5 h + 140 h), over 2,191.5 h. */
        assertThat(redis.at("/unknown/incidents/mean").doubleValue())
                .isCloseTo(1.75 / (730.5 + 140) * 2_191.5, within(0.01));

        json(server.put(TECHNOLOGIES, """
                {"technologies":{"redis":{"services":[{"service":"ledger","since":"%s","until":"%s"}]}}}""".formatted(done, done.plus(Duration.ofHours(10)))), 200);
        assertThat(json(server.get(TECHNOLOGIES + "/redis"), 200).get("hours").doubleValue())
                .isCloseTo(50, within(0.1));
    }

    @Test
    void endsUsageHoursWhenChangeIsRolledBack() {
        addTechnology("etcd", "TRIAL", "");
        Instant done = Instant.now().minus(Duration.ofHours(100)).truncatedTo(ChronoUnit.SECONDS);
        reportChange("four", "vault", done, Json.of("['etcd']"));
        json(server.post("/api/v1/changes", """
                {"source":"ci","externalId":"undo","service":"vault","environment":"default","state":"ROLLED_BACK",
                 "at":"%s"}""".formatted(done.plus(Duration.ofHours(30)))), 200);
        assertThat(json(server.get(TECHNOLOGIES + "/etcd"), 200).get("hours").doubleValue())
                .isCloseTo(30, within(0.01));
    }

    @Test
    void usesDefaultPolicy() {
        assertThat(json(server.get(POLICY), 200).toString())
                .isEqualTo(Json.of("{'tokens':3,'noveltyThresholdHours':2190.0,'requiredDeclaration':'NONE'}"));
    }

    @Test
    void rejectsTechnologyWithoutTokens() {
        json(server.put(POLICY, Json.of("{'tokens':0,'requiredDeclaration':'SBOM','reason':'a year of calm'}")), 200);
        json(server.put(TECHNOLOGIES, technology("a", "TRIAL", "")), 409);
    }

    @Test
    void reportsAllValidationErrorsOfPolicyAndKeepsStoredOne() {
        json(server.put(POLICY, Json.of("{'requiredDeclaration':'SBOM','reason':'a year of calm'}")), 200);
        JsonNode refused = json(
                server.put(
                        POLICY,
                        Json.of("{'tokens':101,'noveltyThresholdHours':0,'requiredDeclaration':'ALL','hours':1}")),
                422);
        assertThat(pointers(refused))
                .containsExactlyInAnyOrder("/tokens", "/noveltyThresholdHours", "/requiredDeclaration", "/hours");
        assertThat(json(server.get(POLICY), 200).get("requiredDeclaration").stringValue())
                .isEqualTo("SBOM");
    }

    private void addTechnology(String key, String ring, String more) {
        json(server.put(TECHNOLOGIES, technology(key, ring, more)), 200);
    }

    private static String technology(String key, String ring, String more) {
        return """
                {"technologies":{"%s":{"kind":"PLATFORM","ringChanges":[{"to":"%s","reason":"for the test"%s}]}}}""".formatted(key, ring, more);
    }

    private void storeDecisionRecord(String id, String status) {
        json(
                server.put(
                        RECORDS,
                        "{\"records\":{\"%s\":\"---\\nstatus: %s\\n---\\n# Use it\\n\"}}".formatted(id, status)),
                200);
    }

    private String reportChange(String id, String service, Instant at, String technologies) {
        return json(server.post("/api/v1/changes", """
                {"source":"ci","externalId":"%s","service":"%s","environment":"default","state":"COMPLETED","at":"%s",
                 "technologies":%s}""".formatted(id, service, at, technologies)), 200)
                .get("id")
                .stringValue();
    }

    private void createIncident(String service, String more, String causes) {
        json(server.post("/api/v1/incidents", """
                {"service":"%s","title":"it hurts",%s"causes":%s}""".formatted(service, more, causes)), 201);
    }

    private static double hoursSince(Instant at) {
        return Duration.between(at, Instant.now()).toMinutes() / 60.0;
    }

    private static Iterable<String> pointers(JsonNode problem) {
        return problem.get("problems")
                .valueStream()
                .map(one -> one.get("pointer").stringValue())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }
}
