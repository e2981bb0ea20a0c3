// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.MigrationScene;
import dev.evenkeel.server.rollouts.rollout.guard.TestClockGuard;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Rollouts between stages of a migration.
final class RolloutMigrationStageIT {
    private static final String STRANGER = "another-service";

    private static TestServer server;
    private MigrationScene migrationScene;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define() {
        migrationScene = new MigrationScene(server, "off");
    }

    @Test
    void holdsUntilAllProcessesAcknowledgeCurrentStage() {
        migrationScene.acknowledge(STRANGER, 1);
        String id = begin("off", "dualwrite");
        JsonNode held = awaitHeld(id);

        assertThat(is(held, "COLLECTING_BASELINE")).isTrue();
        assertThat(held.at("/decisions/0/reason").stringValue())
                .isEqualTo("not all SDK clients are at stage off: another-service has not acknowledged revision "
                        + held.get("revision").longValue());

        migrationScene.acknowledge(STRANGER, held.get("revision").longValue());
        JsonNode running = awaitRollout(id, "RUNNING");
        assertThat(kinds(running)).containsExactly("START");
        assertThat(running.get("holdReason").isNull()).isTrue();
    }

    @Test
    void stopsWaitingForDeregisteredProcess() {
        migrationScene.acknowledge(STRANGER, 1);
        String id = begin("off", "dualwrite");
        awaitHeld(id);
        assertThat(server.send(migrationScene
                                .environment
                                .asSdk("/sdk/v1/clients/" + STRANGER)
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);

        awaitRollout(id, "RUNNING");
        assertThat(migrationScene.environment.get("/clients").body()).doesNotContain(STRANGER);
    }

    @Test
    void stopsWaitingForDisconnectedProcessDeletedByUser() {
        migrationScene.acknowledge(STRANGER, 1);
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
        assertThat(server.get("/api/v1/audit").body()).contains("client.removed", "the node burnt down");
    }

    @Test
    void namesDisconnectedProcessAndRemedyInHoldReason() {
        migrationScene.acknowledge(STRANGER, 1);
        unseenFor(STRANGER, Duration.ofMinutes(12));
        String id = begin("off", "dualwrite");

        assertThat(awaitHeld(id).at("/decisions/0/reason").stringValue())
                .contains(
                        "another-service (last seen 20",
                        "./evenkeel client delete INSTANCE --environment " + migrationScene.environment.name());
    }

    @ParameterizedTest
    @CsvSource({
        "off,       off,       shadow,    roll out \"dualwrite\" first",
        "shadow,    off,       dualwrite, the migration is at stage \"shadow\"",
        "complete,  complete,  rampdown,  stage \"complete\" is final",
        "rampdown,  rampdown,  shadow,    roll out \"live\" first"
    })
    void rejectsInvalidStageTransitions(String present, String control, String candidate, String fault) {
        at(present);
        HttpResponse<String> answer = migrationScene.order(control, candidate, "\"fast\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(TestServer.json(answer).toString()).contains(fault.replace("\"", "\\\""));
    }

    @Test
    void startsRolloutToPreviousStage() {
        at("live");
        String id = begin("live", "shadow");
        assertThat(kinds(awaitRollout(id, "RUNNING"))).containsExactly("START");
    }

    /* On a server of its own, whose guard is turned by hand. */
    @Test
    void reportsChangesOfPendingProcessesAtMostOncePerMinute() {
        try (TestServer own = TestServer.start()) {
            migrationScene = new MigrationScene(own, "off");
            migrationScene.acknowledge(STRANGER, 1);
            String id = begin("off", "dualwrite");
            JsonNode held = awaitHeld(id);
            var guard = new TestClockGuard(own);
            guard.step(Duration.ofSeconds(61)).look();
            assertThat(migrationScene.rollouts.rollout(id).get("decisions"))
                    .as("nothing is new")
                    .hasSize(1);

            migrationScene.acknowledge(STRANGER, held.get("revision").longValue());
            migrationScene.acknowledge("a-third-service", 1);
            guard.look();
            JsonNode again = migrationScene.rollouts.rollout(id);
            assertThat(again.get("decisions")).hasSize(2);
            assertThat(again.at("/decisions/1/reason").stringValue())
                    .contains(": a-third-service has not acknowledged");
            migrationScene.acknowledge("a-fourth-service", 1);
            guard.step(Duration.ofSeconds(59)).look();
            assertThat(migrationScene.rollouts.rollout(id).get("decisions"))
                    .as("at most once a minute")
                    .hasSize(2);
            guard.step(Duration.ofSeconds(1)).look();
            assertThat(migrationScene
                            .rollouts
                            .rollout(id)
                            .at("/decisions/2/reason")
                            .stringValue())
                    .contains(": a-fourth-service, a-third-service have not acknowledged");
        }
    }

    /// Another environment, where everybody is at a stage.
    private void at(String stage) {
        migrationScene = new MigrationScene(server, stage);
    }

    private String begin(String control, String candidate) {
        return migrationScene.begin(control, candidate, "\"fast\"");
    }

    private HttpResponse<String> forget(String instance) {
        return server.send(server.asAdmin(
                        migrationScene.environment.path("/clients/" + instance + "?reason=the%20node%20burnt%20down"))
                .DELETE());
    }

    /// As if nothing had been heard of a process for so long.
    private void unseenFor(String instance, Duration silence) {
        server.bean(JdbcClient.class)
                .sql("update sdk_instance set last_seen_at = ? where environment = ? and instance = ?")
                .params(Timestamp.from(Instant.now().minus(silence)), migrationScene.environment.name(), instance)
                .update();
    }

    private JsonNode awaitHeld(String id) {
        return migrationScene.awaitWaiting(id, "MIGRATION_STAGE");
    }

    private JsonNode awaitRollout(String id, String status) {
        return migrationScene.awaitStatus(id, status);
    }
}
