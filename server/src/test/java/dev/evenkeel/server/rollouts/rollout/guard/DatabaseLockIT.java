// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Rollouts and outcomes while another database session holds locks that the server needs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class DatabaseLockIT {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// A database session that holds the locks of a statement.
    private record Session(Connection connection) implements AutoCloseable {
        static Session lock(TestServer server, String statement) throws SQLException {
            Connection connection = DriverManager.getConnection(server.databaseUrl());
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute(statement);
            }
            return new Session(connection);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Test
    @Timeout(20)
    void rejectsOutcomesWhileTableIsLocked() throws Exception {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        SimulatedService service = rolloutScene.service("a", 1);
        var batch = new OutcomeBatch("locked", 1, Instant.parse("2026-01-01T00:00:00Z"), 0, List.of());
        try (Session held = Session.lock(server, "lock table outcome_batch in exclusive mode")) {
            HttpResponse<String> refused = service.send(batch);
            assertThat(held.connection().isValid(1)).as("it is still locked").isTrue();
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(TestServer.json(refused).path("code").asString()).isEqualTo("database-unavailable");
        }
        assertThat(service.send(batch).body()).isEqualTo(Json.of("{'accepted':true}"));
    }

    @Test
    void rollsBackWhenEnvironmentLockIsReleased() throws Exception {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        String environment = rolloutScene.environment.name();
        try (Session held =
                Session.lock(server, "select from environment where name = '" + environment + "' for no key update")) {
            service.withFailureRate("modern", 1).callAndSend(300);
            JsonNode waiting = rolloutScene.awaitRollout(id, DatabaseLockIT::waitsForLock);
            assertThat(waiting.path("status").asString()).isEqualTo("RUNNING");
            assertThat(held.connection().isValid(1)).isTrue();
        }
        JsonNode ended = rolloutScene.awaitRollout(id, now -> hasStatus(now, "ROLLED_BACK"));
        assertThat(ended.path("evaluationError").isNull()).isTrue();
        assertThat(decisionKinds(ended)).containsExactly("START", "ROLL_BACK");
    }

    @Test
    void showsLockWaitOnRolloutPage() throws Exception {
        var rolloutScene = new RolloutScene(server.newEnvironment());
        SimulatedService service = rolloutScene.service("a", 1);
        String id = rolloutScene.startRunning(service);
        try (Session held = Session.lock(server, "select from rollout where id = '" + id + "' for no key update")) {
            service.withFailureRate("modern", 1).callAndSend(300);
            rolloutScene.awaitRollout(id, DatabaseLockIT::waitsForLock);
            assertThat(server.get("/rollouts/" + id).body()).containsIgnoringCase("waiting for a lock");
            assertThat(held.connection().isValid(1)).isTrue();
        }
        rolloutScene.awaitRollout(id, now -> hasStatus(now, "ROLLED_BACK"));
    }

    private static boolean waitsForLock(JsonNode rollout) {
        return rollout.path("evaluationError").asString("").startsWith("waiting for a lock");
    }
}
