// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
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
        String id = startRollout("off", "dualwrite");
        JsonNode held = awaitHold(id);

        assertThat(hasStatus(held, "COLLECTING_BASELINE")).isTrue();
        assertThat(held.at("/decisions/0/reason").stringValue())
                .isEqualTo("not all SDK clients are at stage off: another-service has not acknowledged revision "
                        + held.get("revision").longValue());

        migrationScene.acknowledge(STRANGER, held.get("revision").longValue());
        JsonNode running = awaitRollout(id, "RUNNING");
        assertThat(decisionKinds(running)).containsExactly("START");
        assertThat(running.get("holdReason").isNull()).isTrue();
    }

    @Test
    void stopsWaitingForDeregisteredProcess() {
        migrationScene.acknowledge(STRANGER, 1);
        String id = startRollout("off", "dualwrite");
        awaitHold(id);
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
        String id = startRollout("off", "dualwrite");
        awaitHold(id);
        HttpResponse<String> connected = deleteClient(STRANGER);
        assertThat(connected.statusCode()).isEqualTo(409);
        assertThat(connected.body()).contains("client-connected");

        setLastSeenAgo(STRANGER, Duration.ofMinutes(12));
        assertThat(deleteClient(STRANGER).statusCode()).isEqualTo(204);

        awaitRollout(id, "RUNNING");
        HttpResponse<String> unknown = deleteClient(STRANGER);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("client-not-found");
        assertThat(server.get("/api/v1/audit").body()).contains("client.removed", "the node burnt down");
    }

    @Test
    void namesDisconnectedProcessAndRemedyInHoldReason() {
        migrationScene.acknowledge(STRANGER, 1);
        setLastSeenAgo(STRANGER, Duration.ofMinutes(12));
        String id = startRollout("off", "dualwrite");

        assertThat(awaitHold(id).at("/decisions/0/reason").stringValue())
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
        defineAtStage(present);
        HttpResponse<String> answer = migrationScene.requestStart(control, candidate, "\"fast\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(TestServer.json(answer).toString()).contains(fault.replace("\"", "\\\""));
    }

    @Test
    void startsRolloutToPreviousStage() {
        defineAtStage("live");
        String id = startRollout("live", "shadow");
        assertThat(decisionKinds(awaitRollout(id, "RUNNING"))).containsExactly("START");
    }

    /* Needs its own server, because the test clock stops the jobs of the guard. */
    @Test
    void reportsChangesOfPendingProcessesAtMostOncePerMinute() {
        try (TestServer own = TestServer.start()) {
            migrationScene = new MigrationScene(own, "off");
            migrationScene.acknowledge(STRANGER, 1);
            String id = startRollout("off", "dualwrite");
            JsonNode held = awaitHold(id);
            var guard = new TestClockGuard(own);
            guard.advanceClock(Duration.ofSeconds(61)).evaluate();
            assertThat(migrationScene.rollouts.rollout(id).get("decisions"))
                    .as("nothing is new")
                    .hasSize(1);

            migrationScene.acknowledge(STRANGER, held.get("revision").longValue());
            migrationScene.acknowledge("a-third-service", 1);
            guard.evaluate();
            JsonNode again = migrationScene.rollouts.rollout(id);
            assertThat(again.get("decisions")).hasSize(2);
            assertThat(again.at("/decisions/1/reason").stringValue())
                    .contains(": a-third-service has not acknowledged");
            migrationScene.acknowledge("a-fourth-service", 1);
            guard.advanceClock(Duration.ofSeconds(59)).evaluate();
            assertThat(migrationScene.rollouts.rollout(id).get("decisions"))
                    .as("at most once a minute")
                    .hasSize(2);
            guard.advanceClock(Duration.ofSeconds(1)).evaluate();
            assertThat(migrationScene
                            .rollouts
                            .rollout(id)
                            .at("/decisions/2/reason")
                            .stringValue())
                    .contains(": a-fourth-service, a-third-service have not acknowledged");
        }
    }

    /// Creates another environment with all processes at a stage.
    private void defineAtStage(String stage) {
        migrationScene = new MigrationScene(server, stage);
    }

    private String startRollout(String control, String candidate) {
        return migrationScene.startRollout(control, candidate, "\"fast\"");
    }

    private HttpResponse<String> deleteClient(String instance) {
        return server.send(server.asAdmin(
                        migrationScene.environment.path("/clients/" + instance + "?reason=the%20node%20burnt%20down"))
                .DELETE());
    }

    /// Sets when a process was last seen to a duration ago.
    private void setLastSeenAgo(String instance, Duration silence) {
        server.bean(JdbcClient.class)
                .sql("update sdk_instance set last_seen_at = ? where environment = ? and instance = ?")
                .params(Timestamp.from(Instant.now().minus(silence)), migrationScene.environment.name(), instance)
                .update();
    }

    private JsonNode awaitHold(String id) {
        return migrationScene.awaitHold(id, "MIGRATION_STAGE");
    }

    private JsonNode awaitRollout(String id, String status) {
        return migrationScene.awaitStatus(id, status);
    }
}
