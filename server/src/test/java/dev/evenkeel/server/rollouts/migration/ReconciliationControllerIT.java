// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The endpoints of reconciliation passes, which compare the two stores of a migration.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReconciliationControllerIT {
    private static final String PASSES = "/sdk/v1/reconciliations";
    private static final String LEDGER = "/api/v1/environments/default/flags/ledger/reconciliations";
    private static final String DONE = """
            {"ranges":2,"rows":7,"mismatches":1,"finished":true,"examples":["account 3"]}""";

    private TestServer server;
    private long defined;

    @BeforeAll
    void start() {
        server = TestServer.start();
        HttpResponse<String> put = server.put("/api/v1/environments/default/flags", """
                {"flags":{"ledger":{"state":"ENABLED","defaultVariant":"live","variants":{"shadow":1,"live":2}},
                "plain":{"state":"ENABLED","defaultVariant":"off","variants":{"off":1,"on":2}}}}
                """);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        defined = TestServer.json(put).get("revision").longValue();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void returnsStageAndRevisionWhenPassStarts() {
        JsonNode pass = startPass();
        assertThat(pass.get("id").stringValue()).startsWith("rc-");
        assertThat(pass.get("stage").stringValue()).isEqualTo("live");
        assertThat(pass.get("revision").longValue()).isEqualTo(defined);
        assertThat(pass.get("together").booleanValue()).isTrue();
    }

    @Test
    void storesProgressAndResultOfPass() {
        JsonNode pass = startPass();
        report(pass, Json.of("{'ranges':1,'rows':4,'mismatches':0,'finished':false}"), 204);
        assertThat(newest().get("finishedAt").isNull()).isTrue();
        report(pass, DONE, 204);
        JsonNode stored = newest();
        assertThat(stored.get("id")).isEqualTo(pass.get("id"));
        assertThat(stored.get("instance").stringValue()).isEqualTo("ledger-1");
        assertThat(stored.get("finishedAt").isNull()).isFalse();
        assertThat(stored.get("ranges").longValue()).isEqualTo(2);
        assertThat(stored.get("rows").longValue()).isEqualTo(7);
        assertThat(stored.get("mismatches").longValue()).isEqualTo(1);
        assertThat(stored.at("/examples/0").stringValue()).isEqualTo("account 3");
    }

    @Test
    void ignoresReportsAfterPassFinished() {
        JsonNode pass = startPass();
        report(pass, DONE, 204);
        JsonNode finished = newest();
        report(pass, Json.of("{'ranges':2,'rows':7,'mismatches':0,'finished':true}"), 204);
        assertThat(newest()).isEqualTo(finished);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"flag\":\"ledgr\",\"instance\":\"i\"}            | 404 | flag-not-found",
                "{\"flag\":\"plain\",\"instance\":\"i\"}            | 422 | is not a migration flag: not all of its variants are stages",
                "{\"flag\":\"ledger\"}                              | 422 | /instance is missing",
                "{\"flag\":\"ledger\",\"instance\":\" \"}           | 422 | must not be blank",
                "{\"flag\":\"ledger\",\"instance\":\"i\",\"at\":1}  | 422 | unknown field",
                "{\"flag\":                                         | 400 | malformed"
            })
    void rejectsInvalidStartRequests(String body, int status, String why) {
        HttpResponse<String> answer = send("POST", PASSES, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
    }

    @Test
    void reportsAllErrorsOfPassReportAtOnce() {
        JsonNode pass = startPass();
        String refused = report(pass, """
                {"ranges":-1,"rows":1.5,"examples":["%s",2],"done":true}
                """.formatted("x".repeat(501)), 422);
        assertThat(refused)
                .contains(
                        "/ranges",
                        "/rows",
                        "/mismatches",
                        "/finished",
                        "/examples",
                        "/done",
                        "The reconciliation pass was not changed");
        assertThat(report(pass, DONE.replace("\"account 3\"", "\"" + "x".repeat(501) + "\""), 422))
                .contains("/examples/0", "must have at most 500 characters");
        assertThat(report(pass, DONE.replace("\"account 3\"", "\"a\"" + ",\"a\"".repeat(20)), 422))
                .contains("must have at most 20 elements, got 21");
        assertThat(report(pass, DONE.replace("account 3", "\\u0000"), 422)).contains("NUL");
        assertThat(report(pass, DONE.replace(Json.of("'ranges':2"), Json.of("'ranges':0")), 422))
                .contains("at least one range");
        assertThat(newest().get("finishedAt").isNull()).isTrue();
    }

    @Test
    void returns404ForUnknownPassFlagOrEnvironment() {
        HttpResponse<String> unknown = send("PUT", PASSES + "/rc-0", DONE);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("reconciliation-not-found", "Start a new one");
        assertThat(server.get("/api/v1/environments/default/flags/none/reconciliations")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/environments/none/flags/ledger/reconciliations")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void returns401WithoutSdkKey() {
        assertThat(server.send(server.request(PASSES).POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void returnsMigrationStageAndPendingProcesses() {
        server.send(server.asSdk("/sdk/v1/acks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.of("{'instance':'slow','revision':0}"))));
        JsonNode view = TestServer.json(server.get(LEDGER));
        assertThat(view.get("stage").stringValue()).isEqualTo("live");
        assertThat(view.get("revision").longValue()).isEqualTo(defined);
        assertThat(view.at("/pendingInstances/0/instance").stringValue()).isEqualTo("slow");
        assertThat(view.at("/pendingInstances/0/connected").booleanValue()).isTrue();
        assertThat(startPass().get("together").booleanValue()).isFalse();
        server.send(server.asSdk("/sdk/v1/clients/slow").DELETE());
        assertThat(TestServer.json(server.get(LEDGER)).get("pendingInstances")).isEmpty();

        JsonNode plain = TestServer.json(server.get("/api/v1/environments/default/flags/plain/reconciliations"));
        assertThat(plain.get("stage").isNull()).isTrue();
    }

    @Test
    void usesCurrentRevisionWhenStageHistoryIsMissing() {
        server.bean(JdbcClient.class).sql("delete from migration_stage").update();
        long present = TestServer.json(server.get("/api/v1/environments/default/flags/ledger"))
                .get("revision")
                .longValue();
        assertThat(startPass().get("revision").longValue()).isEqualTo(present);
        server.bean(JdbcClient.class)
                .sql("update migration_stage set since_revision = ?, changed_revision = ?")
                .params(defined, defined)
                .update();
    }

    @Test
    void keepsStageRevisionWhenEditDoesNotChangeStage() {
        String text = server.get("/api/v1/environments/default/flags").body();
        HttpResponse<String> put =
                server.put("/api/v1/environments/default/flags", text.replace(Json.of("'on':2"), Json.of("'on':3")));
        assertThat(TestServer.json(put).get("revision").longValue()).isGreaterThan(defined);
        assertThat(startPass().get("revision").longValue()).isEqualTo(defined);
    }

    @Test
    void retainsNewest100PassesAndRunningOnesForOneDay() {
        for (int i = 0; i < 102; i++) {
            report(startPass(), DONE, 204);
        }
        JsonNode running = startPass();
        var reconciliations = server.bean(ReconciliationService.class);
        reconciliations.cleanUp(Instant.now());
        assertThat(count("finished_at is not null")).isEqualTo(100);
        assertThat(count("id = '" + running.get("id").stringValue() + "'")).isEqualTo(1);
        assertThat(TestServer.json(server.get(LEDGER)).get("reconciliations")).hasSize(20);

        reconciliations.cleanUp(Instant.now().plus(Duration.ofDays(1)));
        assertThat(count("finished_at is null")).isZero();
        assertThat(count("true")).isEqualTo(100);
    }

    private long count(String condition) {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from reconciliation_pass where " + condition)
                .query(Long.class)
                .single();
    }

    private JsonNode startPass() {
        HttpResponse<String> answer = send("POST", PASSES, Json.of("{'flag':'ledger','instance':'ledger-1'}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    private String report(JsonNode pass, String body, int status) {
        HttpResponse<String> answer = send("PUT", PASSES + "/" + pass.get("id").stringValue(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private JsonNode newest() {
        return TestServer.json(server.get(LEDGER)).at("/reconciliations/0");
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return server.send(server.asSdk(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}
