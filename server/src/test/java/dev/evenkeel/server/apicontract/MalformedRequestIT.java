// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Malformed requests that once caused a server error.
final class MalformedRequestIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> evaluate(String body) {
        return server.send(server.asSdk("/ofrep/v1/evaluate/flags/checkout").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void ofrepReturns400ForDeeplyNestedOrUnparsableBody() {
        for (String body : new String[] {"[".repeat(2_000), Json.of("{'context':{'a':1e99999999999}}"), "{} {}"}) {
            HttpResponse<String> answer = evaluate(body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestServer.json(answer).path("errorCode").asString()).isEqualTo("PARSE_ERROR");
            assertThat(answer.body()).doesNotContain("jackson");
        }
    }

    @Test
    void argoAdapterRejectsExposureWithHugeExponent() {
        for (String exposure : new String[] {"1e999999999", "1e9999999", "-1e999999999"}) {
            HttpResponse<String> answer =
                    server.send(server.asSdk("/integrations/argo-rollouts/checkout?exposure=" + exposure));
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
    }

    @Test
    void rejectsNulCharacterWithoutSaving() {
        String nul = "{\"name\":\"anna\",\"roles\":[\"viewer\"],\"reason\":\"a\\u0000b\"}";
        HttpResponse<String> answer = server.post("/api/v1/users", nul);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(answer).path("code").asString()).isEqualTo("invalid");
        assertThat(server.get("/api/v1/users").body()).doesNotContain("anna");
    }

    @Test
    void handlesNulCharacterInQuery() {
        assertThat(server.get("/api/v1/services/a%20b?x=%00").statusCode()).isLessThan(500);
    }

    @Test
    void returns415ForWildcardContentType() {
        var wild = server.asAdmin("/api/v1/incidents")
                .header("Content-Type", "*/*")
                .POST(BodyPublishers.ofString("{}"));
        assertThat(server.send(wild).statusCode()).isEqualTo(415);
        assertThat(server.send(wild.POST(BodyPublishers.noBody())).statusCode()).isEqualTo(415);
    }

    @Test
    void returns422ForMissingBody() {
        HttpResponse<String> none = server.send(server.asAdmin("/api/v1/incidents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody()));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("Invalid request").doesNotContain("dev.evenkeel");
    }

    @Test
    void returns400ForPeriodEndingAtMinimumTime() {
        for (String path : new String[] {"/api/v1/changes", "/api/v1/dora"}) {
            assertThat(server.get(path + "?to=-1000000000-01-01T00:00:00Z").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void rejectsTimesOutsideDatabaseRange() {
        for (String moment : new String[] {"%2B999999999-12-31", "-999999999-01-01", "%2B10000-01-01"}) {
            for (String path : new String[] {"/api/v1/audit?since=", "/api/v1/audit?until="}) {
                assertThat(server.get(path + moment).statusCode())
                        .as(path + moment)
                        .isEqualTo(400);
            }
            assertThat(server.get("/audit?since=" + moment).statusCode()).isEqualTo(200);
            String calls = "/api/v1/environments/default/flags/checkout/calls?to=";
            assertThat(server.get(calls + moment + "T00:00:00Z").statusCode())
                    .as(moment)
                    .isEqualTo(400);
        }
    }

    @Test
    void returns422ForCostOfDelayOutOfRange() {
        HttpResponse<String> policy =
                server.put("/api/v1/capacity/policy", Json.of("{'costOfDelay':1e999,'currency':'CHF','reason':'x'}"));
        assertThat(policy.statusCode()).isEqualTo(422);
        assertThat(policy.body()).contains("/costOfDelay");
    }

    @Test
    void returns422ForRevisionOutOfRange() {
        HttpResponse<String> revert =
                server.post("/api/v1/environments/default/revert", Json.of("{'revision':%s}", "9".repeat(40)));
        assertThat(revert.statusCode()).isEqualTo(422);
        assertThat(revert.body()).contains("/revision");
    }

    @Test
    void acceptsAlertsWithNulCharactersAndExtremeTimes() {
        String alert = """
                {"version":"4","alerts":[{"status":"firing","labels":{"service":"payments","a\\u0000b":"c\\u0000"},
                 "annotations":{},"startsAt":"+999999999-01-01T00:00:00Z","fingerprint":"f\\u0000"}]}
                """;
        assertThat(server.post("/api/v1/alerts/alertmanager", alert).statusCode())
                .isEqualTo(200);
    }
}
