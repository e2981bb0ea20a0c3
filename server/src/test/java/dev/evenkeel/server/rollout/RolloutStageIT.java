// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import static dev.evenkeel.server.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Rollouts between stages of a migration. Each test has a server of its own, since every process of an environment
/// counts.
final class RolloutStageIT {
    private static final String STRANGER = "another-service";

    private TestServer server;
    private RolloutScene scene;
    private SimulatedService service;

    @BeforeEach
    void start() {
        server = TestServer.start();
        scene = new RolloutScene(server);
        define("off");
        service = new SimulatedService(server, "ledger", "ledger-1", 1).refresh();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyProcessHasToKnowTheStageBefore() {
        acknowledge(STRANGER, 1);
        String id = begin("off", "dualwrite");
        JsonNode held = awaitHeld(id);

        assertThat(is(held, "SEEDING")).isTrue();
        assertThat(held.at("/decisions/0/reason").stringValue())
                .isEqualTo("not every process is known to be at off: another-service has not acknowledged revision "
                        + held.get("revision").longValue());

        acknowledge(STRANGER, held.get("revision").longValue());
        JsonNode running = awaitRollout(id, "RUNNING");
        assertThat(kinds(running)).containsExactly("START");
        assertThat(running.get("waitsFor").isNull()).isTrue();
    }

    @Test
    void aProcessThatSaysThatItEndsIsWaitedForNoLonger() {
        acknowledge(STRANGER, 1);
        String id = begin("off", "dualwrite");
        awaitHeld(id);
        assertThat(server.send(server.asSdk("/sdk/v1/clients/" + STRANGER).DELETE())
                        .statusCode())
                .isEqualTo(204);

        awaitRollout(id, "RUNNING");
        assertThat(server.get("/api/v1/environments/default/clients").body()).doesNotContain(STRANGER);
    }

    @Test
    void aPersonSaysThatALostProcessIsGone() {
        acknowledge(STRANGER, 1);
        String id = begin("off", "dualwrite");
        awaitHeld(id);
        HttpResponse<String> connected = forget(STRANGER);
        assertThat(connected.statusCode()).isEqualTo(409);
        assertThat(connected.body()).contains("client-connected");

        unseenFor(STRANGER, Duration.ofMinutes(12));
        assertThat(forget(STRANGER).statusCode()).isEqualTo(204);

        awaitRollout(id, "RUNNING");
        HttpResponse<String> unknown = forget(STRANGER);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("client-not-found");
        assertThat(server.get("/api/v1/audit").body()).contains("client.forgotten", "the node burnt down");
    }

    @Test
    void aLostProcessIsNamedWithWhatToDo() {
        acknowledge(STRANGER, 1);
        unseenFor(STRANGER, Duration.ofMinutes(12));
        String id = begin("off", "dualwrite");

        assertThat(awaitHeld(id).at("/decisions/0/reason").stringValue())
                .contains("another-service (not heard of for 72", "DELETE /api/v1/environments/default/clients/");
    }

    @ParameterizedTest
    @CsvSource({
        "off,       off,       shadow,    roll out \"dualwrite\" first",
        "shadow,    off,       dualwrite, everybody is at stage \"shadow\"",
        "complete,  complete,  rampdown,  from \"complete\" no stage leads back",
        "rampdown,  rampdown,  shadow,    roll out \"live\" first"
    })
    void aRolloutGoesOneStageFromWhereEverybodyIs(String present, String control, String candidate, String fault) {
        define(present);
        HttpResponse<String> answer = order(control, candidate);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(TestServer.json(answer).toString()).contains(fault.replace("\"", "\\\""));
    }

    @Test
    void aStepBackIsARolloutToo() {
        define("live");
        String id = begin("live", "shadow");
        assertThat(kinds(awaitRollout(id, "RUNNING"))).containsExactly("START");
    }

    private void define(String stage) {
        HttpResponse<String> put = server.put("/api/v1/environments/default/flags", """
                {"flags":{"ledger":{"state":"ENABLED","defaultVariant":"%s","variants":{"off":"off",
                "dualwrite":"dualwrite","shadow":"shadow","live":"live","rampdown":"rampdown","complete":"complete"}}}}
                """.formatted(stage));
        assertThat(put.statusCode()).as(put.body()).isBetween(200, 204);
    }

    private HttpResponse<String> order(String control, String candidate) {
        return server.post("/api/v1/environments/default/rollouts", """
                {"flag":"ledger","control":"%s","candidate":"%s","plan":"fast","reason":"one stage on"}
                """.formatted(control, candidate));
    }

    /// Starts a rollout whose latency reference is there at once, and which the service acknowledges.
    private String begin(String control, String candidate) {
        HttpResponse<String> answer = order(control, candidate);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        service.refresh().serve(10_000);
        return TestServer.json(answer).get("id").stringValue();
    }

    private void acknowledge(String instance, long revision) {
        String ack = "{\"instance\":\"" + instance + "\",\"revision\":" + revision + "}";
        assertThat(server.send(server.asSdk("/sdk/v1/acks")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(ack)))
                        .statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<String> forget(String instance) {
        return server.send(
                server.asAdmin("/api/v1/environments/default/clients/" + instance + "?reason=the%20node%20burnt%20down")
                        .DELETE());
    }

    /// As if nothing had been heard of a process for so long.
    private void unseenFor(String instance, Duration silence) {
        server.bean(JdbcClient.class)
                .sql("update sdk_instance set last_seen = ? where instance = ?")
                .params(Timestamp.from(Instant.now().minus(silence)), instance)
                .update();
    }

    private JsonNode awaitHeld(String id) {
        return scene.awaitRollout(
                id, rollout -> rollout.get("waitsFor").asString("").equals("STAGE"));
    }

    private JsonNode awaitRollout(String id, String status) {
        return scene.awaitRollout(id, rollout -> is(rollout, status));
    }
}
