// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The states of a hosted PostgreSQL (docs/reference/faults.md): failed writes get 503, flags are delivered, and
/// everything works again once the database does. The server has an ordinary role, as providers give it.
final class HostedDatabaseIT {
    private static final int MORE_THAN_ANY_POOL = 60;

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres cluster;
    private static String database;
    private static TestServer server;

    @BeforeAll
    static void start() throws SQLException {
        cluster = EmbeddedPostgres.start(folder);
        String url = cluster.createDatabase();
        database = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        runAsOwner("create role hosted login password 'hosted'", "alter database " + database + " owner to hosted");
        server = TestServer.startOnDatabase(
                url.replaceFirst("\\?.*", "?user=hosted&password=hosted"),
                List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY));
    }

    @AfterAll
    static void stop() {
        server.close();
        cluster.close();
    }

    @AfterEach
    void resetDatabase() throws SQLException {
        runAsOwner(
                "alter database " + database + " reset default_transaction_read_only",
                "alter system reset default_transaction_read_only",
                "select pg_reload_conf()",
                "alter role hosted connection limit -1");
    }

    /* Sessions that started while the database was read-only stay read-only. */
    @Test
    void resumesWritesAfterDatabaseWasReadOnly() throws Exception {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", 1).withFailureRate("modern", 1);
        String id = rolloutScene.startRunning(service);

        runAsOwner("alter database " + database + " set default_transaction_read_only = on", terminateSessionsSql());
        awaitHealth("read-only");

        assertDatabaseUnavailable(rolloutScene, "The database is read-only");
        OutcomeBatch batch = service.makeCalls(600);
        assertThat(service.send(batch).statusCode()).isEqualTo(503);
        JsonNode held = rolloutScene.rollout(id);
        assertThat(held.get("evaluationError").asString()).contains("the database is read-only");
        assertThat(hasStatus(held, "RUNNING")).isTrue();
        assertThat(server.get("/metrics").body()).contains("evenkeel_database_writable 0.0");

        runAsOwner("alter database " + database + " reset default_transaction_read_only");
        awaitHealth("up");

        assertThat(runConcurrently(() -> write(rolloutScene))).containsOnly(201);
        assertThat(service.send(batch).statusCode()).isEqualTo(200);
        JsonNode over = rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));
        assertThat(over.get("evaluationError").isNull()).isTrue();
    }

    /* As when a primary becomes a standby and its sessions continue. */
    @Test
    void replacesReadOnlySessionsAfterFailover() throws Exception {
        var rolloutScene = new RolloutScene(server);
        runAsOwner("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        awaitHealth("read-only");
        assertDatabaseUnavailable(rolloutScene, "The database is read-only");

        runAsOwner("alter system reset default_transaction_read_only", "select pg_reload_conf()");
        awaitHealth("up");
        assertThat(runConcurrently(() -> write(rolloutScene))).containsOnly(201);
    }

    @Test
    void failsOnlyRequestsOfTerminatedSessions() throws Exception {
        var rolloutScene = new RolloutScene(server);
        for (int round = 0; round < 5; round++) {
            Future<List<Integer>> writes = inBackground(() -> runConcurrently(() -> write(rolloutScene)));
            runAsOwner(terminateSessionsSql());
            assertThat(writes.get()).isSubsetOf(201, 503);
        }
        awaitWritable(rolloutScene);
    }

    @Test
    void resumesWritesWhenDatabaseAcceptsConnectionsAgain() throws Exception {
        var rolloutScene = new RolloutScene(server);
        runAsOwner("alter role hosted connection limit 0", terminateSessionsSql());
        /* Jobs of the server fail too, and the pool reports the error to only one of the waiting threads. */
        await().untilAsserted(() -> assertDatabaseUnavailable(rolloutScene, "accepts no more connections"));

        runAsOwner("alter role hosted connection limit -1");
        awaitWritable(rolloutScene);
    }

    @Test
    void rejectsWritesOnFullDiskConflictAndTransactionTimeout() throws Exception {
        var rolloutScene = new RolloutScene(server);
        failWith("53100");
        assertDatabaseUnavailable(rolloutScene, "no free disk space");
        failWith("40001");
        assertDatabaseUnavailable(rolloutScene, "concurrent");
        failWith("25P03");
        assertDatabaseUnavailable(rolloutScene, "does not respond");

        inDatabase("drop trigger fails on sdk_key");
        awaitWritable(rolloutScene);
    }

    /* Makes inserts of SDK keys fail with an SQL state. */
    private static void failWith(String state) throws SQLException {
        inDatabase(
                """
                create or replace function fail() returns trigger language plpgsql as
                $$ begin raise exception 'as in state %1$s' using errcode = '%1$s'; end $$""".formatted(state),
                "create or replace trigger fails before insert on sdk_key execute function fail()");
    }

    private static void assertDatabaseUnavailable(RolloutScene rolloutScene, String why) {
        HttpResponse<String> answer = rolloutScene.environment.post("/sdk-keys", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        JsonNode problem = TestServer.json(answer);
        assertThat(problem.get("code").asString()).isEqualTo("database-unavailable");
        assertThat(problem.get("detail").asString()).contains(why);
        assertThat(server.send(rolloutScene.environment.asSdk("/sdk/v1/flags")).statusCode())
                .isEqualTo(200);
    }

    private static int write(RolloutScene rolloutScene) {
        return rolloutScene.environment.post("/sdk-keys", "{}").statusCode();
    }

    private static void awaitWritable(RolloutScene rolloutScene) {
        await().until(() -> write(rolloutScene) == 201);
        awaitHealth("up");
    }

    private static void awaitHealth(String database) {
        await().until(() -> {
            HttpResponse<String> health = server.send(server.request("/health"));
            return health.statusCode() == 200
                    && TestServer.json(health).get("database").asString().equals(database);
        });
    }

    private static <T> List<T> runConcurrently(Callable<T> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(MORE_THAN_ANY_POOL, request)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static <T> Future<T> inBackground(Callable<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work);
        } finally {
            thread.shutdown();
        }
    }

    private static String terminateSessionsSql() {
        return "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hosted'";
    }

    private static void runAsOwner(String... statements) throws SQLException {
        run(cluster.jdbcUrl(), statements);
    }

    private static void inDatabase(String... statements) throws SQLException {
        run(cluster.jdbcUrl().replaceFirst("/[^/]*\\?", "/" + database + "?"), statements);
    }

    private static void run(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
