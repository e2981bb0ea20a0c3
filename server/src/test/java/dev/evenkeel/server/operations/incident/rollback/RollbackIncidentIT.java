// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RollbackIncidentIT {
    private static final long SEED = 20_261_125;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TestServer server;
    private RolledBack rolledBack;

    /// A rollout that was rolled back, with its incident once every process serves control again.
    private record RolledBack(Instant harmInjectedAt, String rollout, JsonNode incident) {}

    @BeforeAll
    void start() {
        server = TestServer.start();
        rolledBack = rollBack("payments");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode listIncidents(String service) {
        return TestServer.json(server.get("/api/v1/incidents?service=" + service));
    }

    private void assignFlagToService(RolloutScene rolloutScene, String service) {
        assertThat(server.put(
                                "/api/v1/services/" + service,
                                Json.of("{'flags': [{'environment': 'default', 'flag': '%s'}]}", rolloutScene.flag))
                        .statusCode())
                .isEqualTo(200);
    }

    private RolledBack rollBack(String service) {
        Instant harmInjectedAt = Instant.now();
        var rolloutScene = new RolloutScene(server);
        assignFlagToService(rolloutScene, service);
        SimulatedService process = rolloutScene.service("one", SEED).withFailureRate("modern", 0.4);
        String rollout = rolloutScene.startRunning(process);
        rolloutScene.drive(rollout, List.of(process), state -> hasStatus(state, "ROLLED_BACK"));
        await().atMost(TIMEOUT).until(() -> listIncidents(service).size() == 1);
        process.refresh();
        String path =
                "/api/v1/incidents/" + listIncidents(service).get(0).path("id").asString();
        await().atMost(TIMEOUT).until(() -> server.get(path).body().contains("all connected SDKs serve control again"));
        await("the end of the harm from acknowledgements")
                .atMost(TIMEOUT)
                .until(() -> TestServer.json(server.get(path))
                        .at("/response/times/MITIGATED/precision")
                        .asString()
                        .equals("PT0S"));
        return new RolledBack(harmInjectedAt, rollout, TestServer.json(server.get(path)));
    }

    @Test
    void opensReviewOnlyIncidentOnRollback() {
        JsonNode incident = rolledBack.incident();
        assertThat(incident.path("state").asString()).isEqualTo("MITIGATED");
        assertThat(incident.path("reviewOnly").asBoolean()).isTrue();
        assertThat(incident.path("change").asString()).isEqualTo("rollout:" + rolledBack.rollout());
        assertThat(incident.at("/response/mitigation").asString()).isEqualTo("ROLLBACK");
        assertThat(incident.at("/response/times/HARM_STARTED/source").asString())
                .isEqualTo("guard");
        assertThat(incident.at("/account/impact/failedRequests").asLong()).isPositive();
        assertThat(incident.at("/account/changes/0/by").asString()).isEqualTo("guard");
    }

    @Test
    void suspectsRolledBackRollout() {
        JsonNode suspicion = rolledBack.incident().at("/suspectedChanges/0");
        assertThat(suspicion.path("name").asString()).isEqualTo("rollout:" + rolledBack.rollout());
        assertThat(suspicion.path("evidence").toString()).contains("it was already rolled back or reported as harmful");
        assertThat(suspicion.path("share").asDouble()).isBetween(0.8, 0.999);
    }

    @Test
    void recordsGuardAsDetectorInDetectionDrill() {
        JsonNode drill = TestServer.json(
                server.post("/api/v1/detection-drills", """
                {"service": "payments", "cause": "modern fails", "phase": "before", "injectedAt": "%s", "endedAt": "%s",
                 "detectionWindow": "PT0S"}""".formatted(rolledBack.harmInjectedAt(), Instant.now())));
        assertThat(drill.at("/byGuard/state").asString()).as(drill.toString()).isEqualTo("DETECTED");
        assertThat(drill.at("/byGuard/afterSeconds").asDouble()).isPositive();
        assertThat(drill.at("/byAlert/state").asString()).isEqualTo("NOT_DETECTED");
        assertThat(drill.path("signals")
                        .valueStream()
                        .map(one -> one.path("kind").asString()))
                .contains("ROLL_BACK", "INCIDENT");
    }

    @Test
    void opensSeparateIncidentWhenDeclaredAfterRollback() {
        var rolloutScene = new RolloutScene(server);
        String rollback = createRollbackIncident(rolloutScene, "charging", SEED + 2);
        assertThat(incidentGate(rolloutScene)).isEqualTo("PASS");

        HttpResponse<String> response = server.post("/api/v1/incidents", """
                {"service": "charging", "title": "Customers are charged twice", "severity": "SEV1"}""");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        JsonNode declared = TestServer.json(response);
        String id = declared.path("id").asString();
        assertThat(id).isNotEqualTo(rollback);
        assertThat(declared.path("outcome").asString()).isEqualTo("OPENED");
        assertThat(declared.path("state").asString()).isEqualTo("OPEN");
        assertThat(declared.at("/severity/severity").asString()).isEqualTo("SEV1");
        assertThat(declared.at("/related/0/id").asString()).isEqualTo(rollback);
        assertThat(declared.path("timeline").toString())
                .contains("Related incident: " + rollback + " (SEV4, MITIGATED)");
        JsonNode before = getIncident(rollback);
        assertThat(before.at("/related/0/title").asString()).isEqualTo("Customers are charged twice");
        assertThat(before.path("timeline").toString())
                .contains("Related incident: " + id + " (SEV1, OPEN): Customers are charged twice");
        assertThat(before.path("reviewOnly").asBoolean()).isTrue();
    }

    @Test
    void closesGateAndShowsIncidentDeclaredAfterRollbackOnPages() {
        var rolloutScene = new RolloutScene(server);
        String rollback = createRollbackIncident(rolloutScene, "billing", SEED + 4);
        String id = TestServer.requireSuccess(server.post("/api/v1/incidents", """
                        {"service": "billing", "title": "Customers are charged twice", "severity": "SEV1"}"""))
                .path("id")
                .asString();
        assertThat(incidentGate(rolloutScene)).isEqualTo("DENY");
        assertThat(server.get("/").body()).contains("Not even").contains("(SEV1)");
        assertThat(server.get("/incidents/" + id).body())
                .contains("/incidents/" + rollback)
                .contains("SEV1");
        assertThat(server.get("/incidents/" + rollback).body()).contains("/incidents/" + id);
    }

    @Test
    void reopensRollbackIncidentAndClosesGateWhileAlertFires() {
        var rolloutScene = new RolloutScene(server);
        String id = createRollbackIncident(rolloutScene, "paging", SEED + 3);
        postAlert("paging", "firing");
        assertThat(getIncident(id).path("state").asString()).isEqualTo("OPEN");
        assertThat(getIncident(id).path("reviewOnly").asBoolean()).isFalse();
        assertThat(incidentGate(rolloutScene)).isEqualTo("DENY");
        postAlert("paging", "resolved");
        assertThat(getIncident(id).path("state").asString()).isEqualTo("MITIGATED");
        assertThat(getIncident(id).path("reviewOnly").asBoolean()).isTrue();
        assertThat(incidentGate(rolloutScene)).isEqualTo("PASS");
    }

    @Test
    void reopensRollbackIncidentOnDeclarationAndClosesGateUntilItIsResolved() {
        var rolloutScene = new RolloutScene(server);
        String id = createRollbackIncident(rolloutScene, "calling", SEED + 5);
        postAlert("calling", "firing");
        postAlert("calling", "resolved");

        JsonNode reopened = TestServer.requireSuccess(server.post("/api/v1/incidents", """
                {"service": "calling", "title": "Customers still cannot pay", "severity": "SEV3",
                 "reopen": "%s"}""".formatted(id)));
        assertThat(reopened.path("id").asString()).isEqualTo(id);
        assertThat(reopened.path("outcome").asString()).isEqualTo("REOPENED");
        assertThat(reopened.path("state").asString()).isEqualTo("OPEN");
        assertThat(reopened.at("/severity/severity").asString())
                .as("the severity of the alert")
                .isEqualTo("SEV2");
        assertThat(reopened.at("/response/times/MITIGATED").isMissingNode()).isTrue();
        assertThat(incidentGate(rolloutScene)).isEqualTo("DENY");
        TestServer.requireSuccess(
                server.post("/api/v1/incidents/" + id + "/mitigate", Json.of("{'mitigation': 'FIX'}")));
        assertThat(incidentGate(rolloutScene))
                .as("until a person resolves what a person reported")
                .isEqualTo("DENY");
        TestServer.requireSuccess(server.post("/api/v1/incidents/" + id + "/resolve", "{}"));
        assertThat(incidentGate(rolloutScene)).isEqualTo("PASS");
    }

    /// The guard decides on a later batch of failures than the first, and one process goes on for a while.
    @Test
    void recordsHarmFromFirstFailureUntilLastProcessServesControl() {
        var rolloutScene = new RolloutScene(server);
        assignFlagToService(rolloutScene, "harmed");
        SimulatedService one = rolloutScene.service("one", SEED + 7).withFailureRate("modern", 0.08);
        String rollout = rolloutScene.startRunning(one);
        for (long calls = countCalls(rolloutScene, rollout);
                countCandidateFailures(rolloutScene, rollout) == 0;
                calls += 50) {
            long before = calls;
            one.callAndSend(50);
            rolloutScene.awaitRollout(rollout, state -> countCalls(rolloutScene, rollout) >= before + 50);
        }
        SimulatedService two = rolloutScene.service("two", SEED + 8).withFailureRate("modern", 0.08);
        SimulatedService three = rolloutScene.service("three", SEED + 9).withFailureRate("modern", 0.08);
        rolloutScene.drive(rollout, List.of(one, two, three), state -> hasStatus(state, "ROLLED_BACK"));
        await().atMost(TIMEOUT).until(() -> listIncidents("harmed").size() == 1);
        String id = listIncidents("harmed").get(0).path("id").asString();
        one.refresh();
        three.refresh();
        two.callAndSend(50);
        two.refresh();

        Instant first =
                queryInstant("select min(first_failure_at) from rollout_tick where rollout = '" + rollout + "'");
        Instant decidedOn = queryInstant(
                "select evidence_at from rollout_decision where kind = 'ROLL_BACK' and rollout = '" + rollout + "'");
        Instant lastBack = queryInstant("""
                select max(back) from (
                    select min(received_at) as back from sdk_ack
                    where instance like '%s-%%' and revision >=
                        (select revision from rollout_decision where kind = 'ROLL_BACK' and rollout = '%s')
                    group by instance) as backs""".formatted(rolloutScene.flag, rollout));
        assertThat(first).isBeforeOrEqualTo(decidedOn);
        awaitTimes(server, id, first, lastBack);

        server.bean(JdbcClient.class).sql("""
                        update incident
                        set details = jsonb_set(details, '{response,times,HARM_STARTED,at}', to_jsonb(?::text))
                        where id = ?""").params(decidedOn.toString(), id).update();
        try (TestServer next =
                TestServer.startOnDatabase(server.databaseUrl(), List.of("--admin-token", TestServer.ADMIN_TOKEN))) {
            awaitTimes(next, id, first, lastBack);
        }
    }

    private static long countCalls(RolloutScene rolloutScene, String rollout) {
        JsonNode counts = rolloutScene.rollout(rollout).path("counts");
        return counts.at("/control/calls").asLong()
                + counts.at("/candidate/calls").asLong();
    }

    private static long countCandidateFailures(RolloutScene rolloutScene, String rollout) {
        return rolloutScene.rollout(rollout).at("/counts/candidate/failures").asLong();
    }

    private Instant queryInstant(String sql) {
        return server.bean(JdbcClient.class)
                .sql(sql)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static void awaitTimes(TestServer testServer, String id, Instant from, Instant to) {
        await().atMost(TIMEOUT).untilAsserted(() -> {
            JsonNode times = TestServer.requireSuccess(testServer.get("/api/v1/incidents/" + id))
                    .at("/response/times");
            assertThat(Instant.parse(times.at("/HARM_STARTED/at").asString()))
                    .as("begin")
                    .isEqualTo(from);
            assertThat(Instant.parse(times.at("/MITIGATED/at").asString()))
                    .as("end")
                    .isEqualTo(to);
        });
    }

    private String createRollbackIncident(RolloutScene rolloutScene, String service, long seed) {
        assignFlagToService(rolloutScene, service);
        SimulatedService simulated = rolloutScene.service("one", seed).withFailureRate("modern", 0.4);
        String rollout = rolloutScene.startRunning(simulated);
        rolloutScene.drive(rollout, List.of(simulated), state -> hasStatus(state, "ROLLED_BACK"));
        await().atMost(TIMEOUT).until(() -> listIncidents(service).size() == 1);
        JsonNode opened = listIncidents(service).get(0);
        assertThat(opened.path("state").asString()).isEqualTo("MITIGATED");
        return opened.path("id").asString();
    }

    private JsonNode getIncident(String id) {
        return TestServer.requireSuccess(server.get("/api/v1/incidents/" + id));
    }

    private void postAlert(String service, String status) {
        TestServer.requireSuccess(server.post("/api/v1/alerts/alertmanager", """
                {"version": "4", "groupKey": "g", "alerts": [{"status": "%1$s", "fingerprint": "f-%2$s",
                  "startsAt": "2026-11-25T18:00:00Z", "endsAt": "2026-11-25T18:05:00Z",
                  "labels": {"alertname": "BurnsFast", "service": "%2$s", "severity": "page"}}]}""".formatted(status, service)));
    }

    private String incidentGate(RolloutScene rolloutScene) {
        JsonNode gates = TestServer.requireSuccess(
                server.get("/api/v1/environments/default/flags/" + rolloutScene.flag + "/gates"));
        return gates.path("gates")
                .valueStream()
                .filter(gate -> gate.path("gate").asString().equals("incidents"))
                .map(gate -> gate.path("verdict").asString())
                .findFirst()
                .orElseThrow();
    }

    /* Somebody holds the table of incidents for as long as the rollback takes. */
    @Test
    void rollsBackWhileIncidentTablesAreLocked() {
        var rolloutScene = new RolloutScene(server);
        assignFlagToService(rolloutScene, "blocked");
        SimulatedService service = rolloutScene.service("one", SEED + 1).withFailureRate("modern", 0.4);
        String rollout = rolloutScene.startRunning(service);
        server.whileLocked(
                "incident, incident_timeline_entry, rollback_import_cursor",
                () -> rolloutScene.drive(rollout, List.of(service), state -> hasStatus(state, "ROLLED_BACK")));
        await().atMost(TIMEOUT).until(() -> listIncidents("blocked").size() == 1);
        assertThat(listIncidents("blocked").get(0).path("title").asString()).contains(rollout, "was rolled back");
    }
}
