// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Incidents close gates and mark changes as failed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentGateIT {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        requireSuccess(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"old","variants":{"old":"a","new":"b"}},
                 "other":{"state":"ENABLED","defaultVariant":"old","variants":{"old":"a","new":"b"}}}}"""));
        requireSuccess(server.put("/api/v1/services", """
                {"services":{"shop":{"tier":1,"dependsOn":["bank"],"flags":[{"environment":"default","flag":"core"}]},
                 "bank":{},"alone":{}}}"""));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void blocksRolloutsWhileDependencyHasUnresolvedIncident() {
        assertThat(gate("core").get("verdict").stringValue()).isEqualTo("PASS");
        String id = declare("bank", "SEV2");

        JsonNode closed = gate("core");
        assertThat(closed.get("verdict").stringValue()).isEqualTo("DENY");
        assertThat(closed.get("reason").stringValue())
                .startsWith("incident " + id + " (SEV2, it hurts) of dependency bank is OPEN since ");
        assertThat(closed.at("/evidence/0/link").stringValue()).isEqualTo("/incidents/" + id);
        HttpResponse<String> rejected = server.post("/api/v1/environments/default/rollouts", """
                {"flag":"core","control":"old","candidate":"new","plan":"fast","reason":"try"}""");
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body()).contains("gates-closed", "incidents: incident " + id);
        assertThat(gate("other").get("verdict").stringValue())
                .as("nobody knows whose flag that is")
                .isEqualTo("UNKNOWN");

        requireSuccess(server.post(path(id, "mitigate"), Json.of("{'mitigation':'FIX'}")));
        assertThat(gate("core").get("reason").stringValue()).contains("is MITIGATED since");
        requireSuccess(server.post(path(id, "resolve"), "{}"));
        assertThat(gate("core").get("verdict").stringValue()).isEqualTo("PASS");
        assertThat(gate("other").get("verdict").stringValue()).isEqualTo("PASS");
    }

    @Test
    void blocksRolloutsForWarningIncidentOnlyAfterAcknowledgement() {
        requireSuccess(server.post("/api/v1/alerts/alertmanager", """
                {"version":"4","groupKey":"g","status":"firing","receiver":"evenkeel","alerts":[{"status":"firing",
                 "labels":{"alertname":"Slow","service":"shop","severity":"warning"},"annotations":{},
                 "startsAt":"2026-11-25T10:00:00Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"f1"}]}"""));
        String id = TestServer.json(server.get("/api/v1/incidents?service=shop&open=true"))
                .findValue("id")
                .stringValue();
        assertThat(gate("core").get("verdict").stringValue()).isEqualTo("PASS");
        requireSuccess(server.post(path(id, "acknowledge"), Json.of("{'onBehalfOf':'ann'}")));
        assertThat(gate("core").get("verdict").stringValue()).isEqualTo("DENY");
        assertThat(TestServer.requireSuccess(server.post(path(id, "hand-over"), Json.of("{'commander':'eve'}")))
                        .get("summary")
                        .stringValue())
                .contains(
                        "## Closed gates\n- incidents: incident " + id + " (SEV3, Slow) is OPEN since ",
                        "## Running changes\n- none",
                        "- commander: ann");
        assertThat(TestServer.json(server.get(path(id, "")))
                        .at("/response/roles/COMMANDER")
                        .stringValue())
                .isEqualTo("eve");
        requireSuccess(server.post(path(id, "mitigate"), Json.of("{'mitigation':'FIX','ignoreFiringAlerts':true}")));
        requireSuccess(server.post(path(id, "resolve"), Json.of("{'ignoreFiringAlerts':true}")));
    }

    @Test
    void suspectsReportedChangeAndMarksItAsFailedOnceConfirmedAsCause() {
        Instant done = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        JsonNode change = TestServer.requireSuccess(server.post("/api/v1/changes", """
                {"source":"ci","externalId":"1","service":"alone","environment":"production","state":"COMPLETED","at":"%s",
                 "title":"a new basket"}""".formatted(done)));
        String id = declare("alone", "SEV2");

        JsonNode suspicion = TestServer.json(server.get(path(id, ""))).at("/suspectedChanges/0");
        String name = "change:" + change.get("id").stringValue();
        assertThat(suspicion.get("name").stringValue()).isEqualTo(name);
        assertThat(suspicion.get("summary").stringValue()).contains("a new basket");

        requireSuccess(server.post(path(id, "changes"), Json.of("{'change':'%s','reason':'the traces say so'}", name)));
        JsonNode judged =
                TestServer.json(server.get("/api/v1/changes/" + change.get("id").stringValue()));
        assertThat(judged.get("outcome").stringValue()).isEqualTo("MAJOR");
        assertThat(judged.get("reason").stringValue()).isEqualTo("incident " + id + " (SEV2), it hurts");
        assertThat(judged.at("/harms/0/endedAt").isNull()).isTrue();
        JsonNode dora = TestServer.json(server.get("/api/v1/dora?service=alone"));
        assertThat(dora.at("/changeFailRate/count").intValue()).isEqualTo(1);
        assertThat(dora.get("unrecovered").intValue()).isEqualTo(1);
        requireSuccess(server.post(path(id, "mitigate"), Json.of("{'mitigation':'FIX'}")));
        requireSuccess(server.post(path(id, "resolve"), "{}"));
    }

    private String declare(String service, String severity) {
        return TestServer.requireSuccess(server.post(
                        "/api/v1/incidents",
                        Json.of(
                                "{'service':'%s','title':'it hurts','severity':'%s','reason':'calls came in','times':{'DETECTED':'%s'}}",
                                service, severity, Instant.now())))
                .get("id")
                .stringValue();
    }

    private static String path(String id, String what) {
        return "/api/v1/incidents/" + id + (what.isEmpty() ? "" : "/" + what);
    }

    private JsonNode gate(String flag) {
        JsonNode report =
                TestServer.requireSuccess(server.get("/api/v1/environments/default/flags/" + flag + "/gates"));
        return report.get("gates")
                .valueStream()
                .filter(one -> one.get("gate").stringValue().equals("incidents"))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> requireSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response;
    }
}
