// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The endpoints of changes. Each test has a service of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeControllerIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
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
    void tracksChangeFromStartToCompletion() {
        JsonNode started = report("follow", "1", "STARTED", 3600, "'title':'add a column','kind':'SCHEMA'");
        assertThat(started.get("id").stringValue()).startsWith("ch-");
        assertThat(started.get("status").stringValue()).isEqualTo("RUNNING");
        assertThat(started.get("outcome").stringValue()).isEqualTo("OPEN");
        assertThat(started.get("finishedAt").isNull()).isTrue();

        JsonNode completed = report("follow", "1", "COMPLETED", 3000, "");
        assertThat(completed.get("id")).isEqualTo(started.get("id"));
        assertThat(completed.get("status").stringValue()).isEqualTo("COMPLETED");
        assertThat(completed.get("kind").stringValue()).isEqualTo("SCHEMA");
        assertThat(completed.get("finishedAt").stringValue()).isEqualTo(ago(3000));
        assertThat(listAuditActions(completed)).containsExactlyInAnyOrder("change.reported", "change.ended");
    }

    @Test
    void ignoresReportsAfterCompletion() {
        report("late", "1", "STARTED", 3600, "");
        JsonNode completed = report("late", "1", "COMPLETED", 3000, "");
        assertThat(report("late", "1", "ABORTED", 1000, "")).isEqualTo(completed);
        assertThat(report("late", "1", "STARTED", 1000, "")).isEqualTo(completed);
        assertThat(listChanges("late")).containsExactly(completed);
        assertThat(listAuditActions(completed)).containsExactlyInAnyOrder("change.reported", "change.ended");
    }

    /// A day passes, and nothing was held against it; then a repair comes.
    @Test
    void classifiesChangeAsFailedOnceAnotherChangeFixesIt() {
        JsonNode old = report("turns", "1", "COMPLETED", 90_000, "");
        assertThat(old.get("outcome").stringValue()).isEqualTo("CLEAN");

        JsonNode repair = report(
                "turns", "2", "COMPLETED", 600, "'fixes':'" + old.get("id").stringValue() + "'");
        assertThat(repair.get("unplanned").booleanValue()).isTrue();
        JsonNode failed = getChange(old);
        assertThat(failed.get("outcome").stringValue()).isEqualTo("FAILED");
        assertThat(failed.get("reason").stringValue())
                .isEqualTo("fixed by change " + repair.get("id").stringValue());
        assertThat(failed.get("rule").stringValue()).isEqualTo("standard-1");
    }

    @Test
    void marksLatestCompletedChangeAsRolledBack() {
        JsonNode first = report("back", "1", "COMPLETED", 9_000, "");
        JsonNode second = report("back", "2", "COMPLETED", 8_000, "");
        report("back", "3", "COMPLETED", 100, "");

        JsonNode back = report("back", "rb-1", "ROLLED_BACK", 7_000, "");
        assertThat(back.get("id")).isEqualTo(second.get("id"));
        assertThat(back.get("rolledBackAt").stringValue()).isEqualTo(ago(7_000));
        assertThat(back.get("outcome").stringValue()).isEqualTo("FAILED");

        assertThat(report("back", "rb-1", "ROLLED_BACK", 7_000, ""))
                .as("the same report again")
                .isEqualTo(back);
        assertThat(getChange(first).get("rolledBackAt").isNull()).isTrue();
        assertThat(report("back", "rb-2", "ROLLED_BACK", 7_000, "").get("id")).isEqualTo(first.get("id"));
        assertThat(send("back", "rb-3", "ROLLED_BACK", 7_000, "").statusCode())
                .as("nothing else was done by then")
                .isEqualTo(404);
    }

    @Test
    void overridesOutcomeManually() {
        JsonNode change = report("word", "1", "COMPLETED", 90_000, "");
        String path = "/api/v1/changes/" + change.get("id").stringValue() + "/outcome";

        HttpResponse<String> response = server.put(path, Json.of("{'outcome':'MAJOR','reason':'cards were down'}"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode judged = getChange(change);
        assertThat(judged.get("outcome").stringValue()).isEqualTo("MAJOR");
        assertThat(judged.get("reason").stringValue()).isEqualTo("cards were down");
        assertThat(server.put(path, Json.of("{'outcome':'OPEN'}")).body()).contains("/outcome", "/reason");
    }

    @Test
    void computesDoraMetrics() {
        report("dora", "1", "COMPLETED", 90_000, "'committedAt':'" + ago(97_200) + "'");
        JsonNode bad = report("dora", "2", "COMPLETED", 89_000, "");
        report("dora", "3", "COMPLETED", 88_000, "'fixes':'" + bad.get("id").stringValue() + "'");
        report("dora", "4", "ABORTED", 87_000, "");
        report("dora", "5", "COMPLETED", 60, "");

        JsonNode dora = TestServer.json(server.get("/api/v1/dora?service=dora&environment=production"));

        assertThat(dora.get("deployments").intValue()).isEqualTo(4);
        assertThat(dora.at("/leadTime/p50").stringValue()).isEqualTo("PT2H");
        assertThat(dora.at("/changeFailRate/count").intValue()).isEqualTo(1);
        assertThat(dora.at("/changeFailRate/total").intValue()).isEqualTo(3);
        assertThat(dora.get("open").intValue()).isEqualTo(1);
        assertThat(dora.at("/recoveryTime/count").intValue()).isEqualTo(1);
        assertThat(dora.at("/reworkRate/count").intValue()).isEqualTo(1);
        assertThat(dora.get("guardRollbacks").intValue()).isZero();
    }

    @Test
    void returnsNullMetricsWithoutDeployments() {
        JsonNode nothing = TestServer.json(server.get("/api/v1/dora?service=nobody"));
        assertThat(nothing.at("/changeFailRate/share").isNull()).isTrue();
        assertThat(nothing.at("/leadTime/p50").isNull()).isTrue();
    }

    @Test
    void acceptsCdEvents() {
        HttpResponse<String> event = server.post("/api/v1/changes/cdevents", """
                {"context":{"type":"dev.cdevents.service.deployed.0.2.0","id":"e-1","source":"/ci",
                  "timestamp":"%s"},
                 "subject":{"id":"events","content":{"environment":{"id":"production"}}}}""".formatted(ago(60)));
        assertThat(TestServer.json(event).get("accepted").booleanValue()).isTrue();
        assertThat(TestServer.json(event).at("/change/service").stringValue()).isEqualTo("events");
    }

    @Test
    void ignoresUnrelatedCdEvents() {
        JsonNode other = TestServer.json(server.post(
                "/api/v1/changes/cdevents", Json.of("{'context':{'type':'dev.cdevents.change.merged.0.2.0'}}")));
        assertThat(other.get("accepted").booleanValue()).isFalse();
        assertThat(other.get("reason").stringValue()).contains("do not describe a change");
    }

    @Test
    void acceptsGitLabDeployment() {
        HttpResponse<String> deployment = server.post("/api/v1/changes/gitlab?service=events", """
                {"object_kind":"deployment","status":"success","status_changed_at":"2026-11-25 13:00:00 +0100",
                 "deployment_id":15,"environment":"production","project":{"name":"p","path_with_namespace":"a/p"}}""");
        assertThat(TestServer.json(deployment).at("/change/source").stringValue())
                .isEqualTo("gitlab:a/p");
    }

    @Test
    void rejectsIncompleteGitHubDeployment() {
        assertThat(server.post("/api/v1/changes/github", Json.of("{'deployment_status':{'state':'success'}}"))
                        .body())
                .contains("/repository/full_name", "/deployment/environment", "/deployment_status/created_at");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}               | 422 | /source is missing
            {"fixes":"ch-0"} | 422 | /environment
            [                | 400 | malformed
            """)
    void rejectsInvalidChangeReport(String body, int status, String words) {
        HttpResponse<String> response = server.post("/api/v1/changes", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @Test
    void reportsAllValidationErrorsAtOnce() {
        HttpResponse<String> response = server.post("/api/v1/changes", """
                {"source":" ","at":"yesterday","kind":"BINARY","title":"two\\nlines","unplanned":1,"url":"x"}""");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(problemPointers(response))
                .containsExactlyInAnyOrder(
                        "/url",
                        "/source",
                        "/externalId",
                        "/service",
                        "/environment",
                        "/state",
                        "/at",
                        "/kind",
                        "/title",
                        "/unplanned");
        assertThat(problemPointers(send("wrong", "1", "COMPLETED", 60, "'technologies':['redis','Redis']")))
                .containsExactly("/technologies/1");
    }

    private static List<String> problemPointers(HttpResponse<String> response) {
        return TestServer.json(response)
                .path("problems")
                .valueStream()
                .map(problem -> problem.path("pointer").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/changes/ch-0", "/api/v1/changes/ch-0/outcome"})
    void returns404ForUnknownChange(String path) {
        HttpResponse<String> response = path.endsWith("outcome")
                ? server.put(path, Json.of("{'outcome':'CLEAN','reason':'x'}"))
                : server.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("change-not-found", "ch-0");
        assertThat(send("unknown", "1", "COMPLETED", 0, "'fixes':'ch-0'").body())
                .contains("change-not-found");
    }

    @Test
    void importsChangesAtomicallyAndIdempotently() {
        String row =
                "{'source':'csv','externalId':'%s','service':'history','environment':'production','state':'%s','at':'%s'}";
        String good =
                row.formatted("1", "COMPLETED", ago(9_000)) + "," + row.formatted("back", "ROLLED_BACK", ago(8_000));
        String bad = "{'changes':[" + good + "," + row.formatted("3", "COMPLETED", "noon") + "]}";

        HttpResponse<String> rejected = server.post("/api/v1/changes/import", bad.replace('\'', '"'));
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("/changes/2/at");
        assertThat(listChanges("history")).isEmpty();

        String all = "{'changes':[" + good + "," + row.formatted("early", "ROLLED_BACK", ago(9_500)) + "]}";
        JsonNode taken = TestServer.json(server.post("/api/v1/changes/import", all.replace('\'', '"')));
        assertThat(taken.get("imported").intValue()).isEqualTo(2);
        assertThat(taken.at("/skipped/0").stringValue())
                .contains("has no completed change in", "that can be rolled back");
        assertThat(listChanges("history"))
                .hasSize(1)
                .first()
                .satisfies(change ->
                        assertThat(change.get("outcome").stringValue()).isEqualTo("FAILED"));
        TestServer.json(server.post("/api/v1/changes/import", all.replace('\'', '"')));
        assertThat(listChanges("history")).hasSize(1);
    }

    @Test
    void comparesErrorRatesBeforeAndAfterChange() {
        server.put("/api/v1/environments/default/flags/till", """
                {"state":"ENABLED","defaultVariant":"on","variants":{"on":true}}""");
        insertCallCounts(40, 21, 10);
        insertCallCounts(20, 0, 60);
        assertThat(server.send(server.asAdmin("/api/v1/slos")
                                .header("Content-Type", "application/yaml")
                                .method("PATCH", BodyPublishers.ofString(SLO)))
                        .statusCode())
                .isEqualTo(200);
        JsonNode runs = report("till", "1", "STARTED", 21 * 60, "");
        String path = "/api/v1/changes/" + runs.get("id").stringValue() + "/evidence?minutes=15";
        assertThat(server.get(path).body()).contains("change-running", "is still running");
        report("till", "1", "COMPLETED", 21 * 60, "");

        JsonNode evidence = await("the objective to know its minutes")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> TestServer.json(server.get(path)),
                        one -> one.at("/objectives/0/after/minutesWithData").asInt() == 15);
        assertThat(evidence.get("label").stringValue()).isEqualTo("no control group: not a proof");
        JsonNode objective = evidence.at("/objectives/0");
        assertThat(objective.at("/before/bad").intValue()).isEqualTo(150);
        assertThat(objective.at("/after/bad").intValue()).isEqualTo(900);
        assertThat(objective.at("/after/total").intValue()).isEqualTo(15_000);
        assertThat(objective.at("/ratio/low").doubleValue()).isBetween(4.0, 6.0);
        assertThat(objective.at("/ratio/high").doubleValue()).isBetween(6.0, 8.5);
        assertThat(objective.get("conclusion").stringValue()).isEqualTo("WORSE");
        assertThat(server.get(path.replace("15", "0")).statusCode()).isEqualTo(400);
    }

    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: till}
            spec:
              service: till
              indicator:
                metadata: {name: success}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: evenkeel, spec: {flag: till}}}
                    total: {metricSource: {type: evenkeel, spec: {flag: till}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, target: 0.99}]
            """;

    private void insertCallCounts(int fromMinutesAgo, int toMinutesAgo, long failures) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        select 'default', 'till', :now::timestamptz - ago * interval '1 minute', 0, 1000, :failures
                        from generate_series(:to, :from) as ago
                        """)
                .param("now", now.truncatedTo(ChronoUnit.MINUTES).toString())
                .param("from", fromMinutesAgo)
                .param("to", toMinutesAgo)
                .param("failures", failures)
                .update();
    }

    @Test
    void rejectsPeriodThatEndsBeforeItStarts() {
        HttpResponse<String> response = server.get("/api/v1/dora?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("2026-11-01T00:00:00Z is empty");
    }

    private JsonNode report(String service, String id, String state, long secondsAgo, String more) {
        HttpResponse<String> response = send(service, id, state, secondsAgo, more);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private HttpResponse<String> send(String service, String id, String state, long secondsAgo, String more) {
        return server.post("/api/v1/changes", """
                {'source':'ci','externalId':'%s#%s','service':'%s','environment':'production','state':'%s','at':'%s'%s}
                """.formatted(
                        service, id, service, state, ago(secondsAgo), more.isEmpty() ? "" : "," + more)
                .replace('\'', '"'));
    }

    private String ago(long seconds) {
        return now.minusSeconds(seconds).toString();
    }

    private JsonNode getChange(JsonNode change) {
        return TestServer.json(server.get("/api/v1/changes/" + change.get("id").stringValue()));
    }

    private Iterable<JsonNode> listChanges(String service) {
        return TestServer.json(server.get("/api/v1/changes?service=" + service)).get("changes");
    }

    private Iterable<String> listAuditActions(JsonNode change) {
        JsonNode entries = TestServer.json(server.get("/api/v1/audit")).get("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.get("subject").equals(change.get("id")))
                .map(entry -> entry.get("action").stringValue())
                .toList();
    }
}
