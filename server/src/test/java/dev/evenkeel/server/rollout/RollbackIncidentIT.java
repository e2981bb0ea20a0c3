// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import static dev.evenkeel.server.rollout.RolloutScene.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RollbackIncidentIT {
    private static final long SEED = 20_261_125;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode incidents(String service) {
        return TestServer.json(server.get("/api/v1/incidents?service=" + service));
    }

    private void belongs(RolloutScene scene, String service) {
        assertThat(server.put(
                                "/api/v1/services/" + service,
                                "{\"flags\": [{\"environment\": \"default\", \"flag\": \"" + scene.flag + "\"}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRollbackOpensAnIncidentThatAsksForAReview() {
        Instant injectedAt = Instant.now();
        var scene = new RolloutScene(server);
        belongs(scene, "payments");
        SimulatedService service = scene.service("one", SEED).failing("modern", 0.4);
        String rollout = scene.startRunning(service);
        scene.drive(rollout, List.of(service), state -> is(state, "ROLLED_BACK"));
        await().atMost(PATIENCE).until(() -> incidents("payments").size() == 1);
        service.refresh();
        await().atMost(PATIENCE)
                .until(() -> server.get("/api/v1/incidents/"
                                + incidents("payments").get(0).path("id").asString())
                        .body()
                        .contains("every connected SDK is back on control"));

        JsonNode incident = TestServer.json(server.get(
                "/api/v1/incidents/" + incidents("payments").get(0).path("id").asString()));
        assertThat(incident.path("state").asString()).isEqualTo("MITIGATED");
        assertThat(incident.path("asksForReview").asBoolean()).isTrue();
        JsonNode drill = TestServer.json(server.post("/api/v1/detections", """
                {"service": "payments", "cause": "modern fails", "phase": "before", "injectedAt": "%s", "endedAt": "%s",
                 "patience": "PT0S"}""".formatted(injectedAt, Instant.now())));
        assertThat(drill.at("/byGuard/state").asString()).as(drill.toString()).isEqualTo("DETECTED");
        assertThat(drill.at("/byGuard/afterSeconds").asDouble()).isPositive();
        assertThat(drill.at("/byAlert/state").asString()).isEqualTo("NOT_DETECTED");
        assertThat(drill.path("first").valueStream().map(one -> one.path("kind").asString()))
                .contains("ROLL_BACK", "INCIDENT");
        assertThat(incident.path("change").asString()).isEqualTo("rollout:" + rollout);
        assertThat(incident.at("/response/mitigation").asString()).isEqualTo("ROLLBACK");
        assertThat(incident.at("/response/times/HARM_STARTED/source").asString())
                .isEqualTo("guard");
        assertThat(incident.at("/response/times/MITIGATED/precision").asString())
                .isEqualTo("PT0S");
        assertThat(incident.at("/account/impact/requestsFailed").asLong()).isPositive();
        assertThat(incident.at("/account/changes/0/by").asString()).isEqualTo("guard");
        JsonNode suspicion = incident.at("/suspicions/0");
        assertThat(suspicion.path("name").asString()).isEqualTo("rollout:" + rollout);
        assertThat(suspicion.path("evidence").toString()).contains("it was judged bad already");
        assertThat(suspicion.path("share").asDouble()).isBetween(0.8, 0.99);
    }

    /* Somebody holds the table of incidents for as long as the rollback takes. */
    @Test
    void nothingAboutIncidentsHoldsARollbackBack() {
        var scene = new RolloutScene(server);
        belongs(scene, "blocked");
        SimulatedService service = scene.service("one", SEED + 1).failing("modern", 0.4);
        String rollout = scene.startRunning(service);
        server.whileHeld(
                "incident, incident_entry, incident_reading",
                () -> scene.drive(rollout, List.of(service), state -> is(state, "ROLLED_BACK")));
        await().atMost(PATIENCE).until(() -> incidents("blocked").size() == 1);
        assertThat(incidents("blocked").get(0).path("title").asString()).contains(rollout, "was rolled back");
    }
}
