// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Checks of follow-ups, and detection of past incidents by current alert rules.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FollowUpCheckIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TestServer server;
    private Instant now = Instant.EPOCH;

    /// Of the last three hours, half an hour in the middle is bad for `hurt`; `fine` is fine throughout.
    @BeforeAll
    void start() {
        server = TestServer.start();
        now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (String flag : List.of("hurt", "fine", "stale")) {
            requireSuccess(server.put("/api/v1/environments/default/flags/" + flag, """
                    {"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}}"""));
        }
        insertCallCounts("hurt", -180, -90, 0);
        insertCallCounts("hurt", -90, -60, 100);
        insertCallCounts("hurt", -60, 0, 0);
        insertCallCounts("fine", -180, 0, 0);
        for (String flag : List.of("hurt", "fine")) {
            requireSuccess(server.send(server.asAdmin("/api/v1/slos")
                    .header("Content-Type", "application/yaml")
                    .method("PATCH", BodyPublishers.ofString("""
                            apiVersion: openslo/v1
                            kind: SLO
                            metadata: {name: %1$s, annotations: {evenkeel.dev/incidents: none}}
                            spec:
                              service: shop-%1$s
                              indicator:
                                metadata: {name: success-%1$s}
                                spec:
                                  ratioMetric:
                                    counter: true
                                    good: {metricSource: {type: evenkeel, spec: {flag: %1$s}}}
                                    total: {metricSource: {type: evenkeel, spec: {flag: %1$s}}}
                              timeWindow: [{duration: 30d, isRolling: true}]
                              budgetingMethod: Occurrences
                              objectives: [{displayName: availability, target: 0.999}]
                            """.formatted(flag)))));
            await("the minutes of " + flag).atMost(TIMEOUT).until(() -> {
                server.job("SLO evaluation").runSoon();
                return server.bean(JdbcClient.class)
                                .sql("select count(*) from slo_minute where slo = :slo")
                                .param("slo", flag)
                                .query(Long.class)
                                .single()
                        >= 180;
            });
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void detectsPastIncidentWithCurrentRules() {
        String id = declare("shop-hurt");
        JsonNode detected = runCheck(id, addFollowUp(id, "ALERT_RULE", "{}"));
        assertThat(detected.get("verdict").stringValue()).isEqualTo("PASSED");
        assertThat(detected.at("/evidence/0/value").stringValue()).startsWith("hurt (availability), ");
        assertThat(detected.get("reason").stringValue())
                .as("six hours are known for their last ninety minutes only: 600 of 96,000 calls are above 6 per mille")
                .isEqualTo("a rule would have alerted 6 min after the onset");
    }

    @Test
    void returnsUnknownForServiceWithoutSlo() {
        String id = declare("shop-blind");
        JsonNode unknown = runCheck(id, addFollowUp(id, "ALERT_RULE", "{}"));
        assertThat(unknown.get("verdict").stringValue()).isEqualTo("UNKNOWN");
        assertThat(unknown.get("reason").stringValue()).isEqualTo("shop-blind has no SLO with a burn-rate rule");
    }

    @Test
    void completesFollowUpWithFailedCheckOnlyWithReason() {
        String id = declare("shop-fine");
        int number = addFollowUp(id, "ALERT_RULE", "{}");
        HttpResponse<String> rejected = completeFollowUp(id, number, Json.of("{'evidence':'I am sure'}"));
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body()).contains("follow-up-check-failed", "no rule fires; 30 of 30 min have data");
        assertThat(completeFollowUp(id, number, Json.of("{'evidence':'I am sure','skipCheckReason':''}"))
                        .statusCode())
                .isEqualTo(422);
        JsonNode closed = TestServer.requireSuccess(completeFollowUp(
                id, number, Json.of("{'evidence':'I am sure','skipCheckReason':'the drill shows it'}")));
        assertThat(closed.at("/followUps/0/done/skipCheckReason").stringValue()).isEqualTo("the drill shows it");
        assertThat(closed.at("/followUps/0/done/checked").isNull()).isTrue();
    }

    @Test
    void completesFollowUpOnlyAfterItsCheckPasses() {
        String id = declare("shop-fine");
        int flag = addFollowUp(id, "FLAG", Json.of("{'flag':'stale','state':'deleted'}"));
        server.bean(FollowUpCheckRunner.class).runDue();
        JsonNode first = getIncident(id);
        assertThat(first.at("/followUpChecks/0/verdict").stringValue()).isEqualTo("FAILED");
        assertThat(first.at("/followUpChecks/0/reason").stringValue())
                .isEqualTo("flag stale is enabled, expected deleted");
        assertThat(completeFollowUp(id, flag, Json.of("{'evidence':'removed'}")).statusCode())
                .isEqualTo(409);
        assertThat(runCheck(id, flag).get("since").stringValue())
                .isEqualTo(first.at("/followUpChecks/0/since").stringValue());

        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"hurt":{"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}},
                 "fine":{"state":"ENABLED","defaultVariant":"on","variants":{"on":true,"off":false}}}}"""));
        await("the flag to be gone")
                .atMost(TIMEOUT)
                .until(() -> runCheck(id, flag).get("verdict").stringValue().equals("PASSED"));
        JsonNode verified = TestServer.requireSuccess(completeFollowUp(id, flag, Json.of("{'evidence':'removed'}")));
        assertThat(verified.at("/followUps/0/done/checked").stringValue()).isEqualTo("flag stale is deleted");
        assertThat(verified.get("timeline")
                        .valueStream()
                        .map(entry -> entry.get("text").stringValue()))
                .contains(
                        "check of follow-up 1: failed, flag stale is enabled, expected deleted",
                        "check of follow-up 1: passed, flag stale is deleted");
        assertThat(server.get("/api/v1/incidents/" + id + "/review.md").body()).contains("| verified ");
    }

    @Test
    void evaluatesEachCheckKind() {
        String id = declare("shop-fine");
        assertThat(addAndRunCheck(id, "OBJECTIVE", Json.of("{'slo':'fine','burn':'1','window':'PT2H'}")))
                .isEqualTo("PASSED the burn rate is 0, expected below 1");
        assertThat(addAndRunCheck(id, "OBJECTIVE", Json.of("{'slo':'hurt','burn':'1','window':'PT2H'}")))
                .startsWith("FAILED the burn rate is ");
        assertThat(addAndRunCheck(id, "OBJECTIVE", Json.of("{'slo':'fine','burn':'1','window':'P10D'}")))
                .isEqualTo("UNKNOWN less than half of the window has data");
        assertThat(addAndRunCheck(id, "DRILL", Json.of("{'flag':'hurt'}")))
                .isEqualTo("FAILED the flag has no rollback plan");
        assertThat(addAndRunCheck(id, "GATE", Json.of("{'flag':'hurt','gate':'release-pause'}")))
                .startsWith("PASSED release-pause: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OBJECTIVE  | {"slo":"fine","burn":"-1","window":"1h"}  | burn must be a number above 0
            OBJECTIVE  | {"slo":"lost","burn":"1","window":"PT1H"} | slo must be an existing SLO
            FLAG       | {"flag":"hurt","state":"old"}             | state must be deleted, disabled or enabled
            GATE       | {"flag":"hurt","gate":"door"}             | gate must be one of
            GATE       | {"flag":"none"}                           | has no flag
            DRILL      | {}                                        | must have flag
            ALERT_RULE | {"x":"y"}                                 | unknown parameter: x
            HTTP       | {}                                        | /check/kind
            """)
    void rejectsInvalidCheckParameters(String kind, String parameters, String problem) {
        HttpResponse<String> rejected = postFollowUp(declare("shop-fine"), kind, parameters);
        assertThat(rejected.statusCode()).as(rejected.body()).isEqualTo(422);
        assertThat(rejected.body()).contains(problem, "Nothing was changed");
    }

    @Test
    void returns404ForCheckOfUnknownFollowUp() {
        assertThat(server.post("/api/v1/incidents/" + declare("shop-fine") + "/follow-ups/99/check", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsInvalidDetectionDrill() {
        HttpResponse<String> rejected = server.post("/api/v1/detection-drills", """
                {"service":"typo","phase":"later","injectedAt":"2126-01-01T00:00:00Z","endedAt":"x","detectionWindow":"P9D"}""");
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body())
                .contains("must be a known service", "must be one of before, after", "must not be in the future")
                .contains("must be a time with a UTC offset such as", "must be PT0S to P1D", "/cause")
                .contains("The drill was not recorded");
    }

    @Test
    void requiresAuthenticationForDetectionDrills() {
        assertThat(server.send(server.request("/api/v1/detection-drills")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void endsDetectionDrillOnce() {
        JsonNode lasting = startDetectionDrill("ended");
        String path = "/api/v1/detection-drills/" + lasting.get("id").stringValue();
        assertThat(lasting.at("/byAlert/state").stringValue()).isEqualTo("OPEN");
        assertThat(server.post(path + "/end", Json.of("{'endedAt':'2020-01-01T00:00:00Z'}"))
                        .statusCode())
                .isEqualTo(409);
        requireSuccess(server.post(path + "/end", ""));
        JsonNode over = TestServer.requireSuccess(server.get(path));
        assertThat(over.at("/byAlert/state").stringValue()).isEqualTo("NOT_DETECTED");
        assertThat(over.at("/byGuard/state").stringValue()).isEqualTo("NOT_DETECTED");
        assertThat(server.post(path + "/end", "").statusCode()).isEqualTo(409);
    }

    @Test
    void returns404ForUnknownDetectionDrill() {
        assertThat(server.get("/api/v1/detection-drills/d-none").statusCode()).isEqualTo(404);
    }

    @Test
    void filtersDetectionDrillsByCause() {
        startDetectionDrill("filtered");
        startDetectionDrill("other");
        assertThat(TestServer.json(server.get("/api/v1/detection-drills?cause=filtered"))
                        .size())
                .isEqualTo(1);
    }

    private JsonNode startDetectionDrill(String cause) {
        return TestServer.requireSuccess(server.post(
                "/api/v1/detection-drills",
                Json.of(
                        "{'service':'shop-fine','cause':'%s','phase':'after','injectedAt':'%s','detectionWindow':'PT0S'}",
                        cause, Instant.now().minusSeconds(60))));
    }

    private String addAndRunCheck(String id, String kind, String parameters) {
        JsonNode found = runCheck(id, addFollowUp(id, kind, parameters));
        return found.get("verdict").stringValue() + " " + found.get("reason").stringValue();
    }

    private HttpResponse<String> postFollowUp(String id, String kind, String parameters) {
        return server.post("/api/v1/incidents/" + id + "/follow-ups", """
                {"description":"w","owner":"ann","dueDate":"2026-12-01","expectedEffect":"e","check":{"kind":"%s","parameters":%s}}""".formatted(kind, parameters));
    }

    private int addFollowUp(String id, String kind, String parameters) {
        return TestServer.requireSuccess(postFollowUp(id, kind, parameters))
                .get("followUps")
                .size();
    }

    private JsonNode runCheck(String id, int number) {
        return TestServer.requireSuccess(
                server.post("/api/v1/incidents/" + id + "/follow-ups/" + number + "/check", ""));
    }

    private HttpResponse<String> completeFollowUp(String id, int number, String body) {
        return server.post("/api/v1/incidents/" + id + "/follow-ups/" + number + "/complete", body);
    }

    private JsonNode getIncident(String id) {
        return TestServer.json(server.get("/api/v1/incidents/" + id));
    }

    /* A change of its own keeps it from joining another. */
    private String declare(String service) {
        return TestServer.requireSuccess(server.post("/api/v1/incidents", """
                        {"service":"%s","title":"it hurts","change":"%s","times":{"HARM_STARTED":"%s","MITIGATED":"%s"}}""".formatted(
                                service,
                                "c" + System.nanoTime(),
                                now.minus(Duration.ofMinutes(90)),
                                now.minus(Duration.ofMinutes(60)))))
                .get("id")
                .stringValue();
    }

    private void insertCallCounts(String flag, int from, int to, int failures) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        select 'default', :flag, minute, 0, 1000, :failures
                        from generate_series(
                            :from::timestamptz, :to::timestamptz - interval '1 minute', interval '1 minute') as minute""")
                .param("flag", flag)
                .param("from", Timestamp.from(now.plus(Duration.ofMinutes(from))))
                .param("to", Timestamp.from(now.plus(Duration.ofMinutes(to))))
                .param("failures", failures)
                .update();
    }

    private static HttpResponse<String> requireSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response;
    }
}
