// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rollbacks while requests use all database connections that they can get.
final class GuardConnectionsIT {
    private static final int MORE_THAN_ANY_POOL = 60;
    private static final int SIGN_INS_AT_ONCE = 100;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rollsBackWhileRequestsExhaustTheirConnectionPool() throws Exception {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", 1).withFailureRate("modern", 1);
        String id = rolloutScene.startRunning(service);
        var over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection guard = lockTable("rollout_tick");
                Connection keys = lockTable("sdk_key")) {
            service.callAndSend(600);
            for (int i = 0; i < MORE_THAN_ANY_POOL; i++) {
                threads.execute(() -> {
                    while (!over.get()) {
                        rolloutScene.environment.post("/sdk-keys", "{}");
                    }
                });
            }
            await("all connections of requests are held")
                    .until(() -> server.get("/api/v1/rollouts/" + id).statusCode() == 503);

            guard.rollback();

            await("the services get the rollback")
                    .until(() -> exposure(rolloutScene).equals(Percent.NONE));
            assertThat(server.get("/api/v1/rollouts/" + id).statusCode())
                    .as("all connections of requests are still held")
                    .isEqualTo(503);
            over.set(true);
            keys.rollback();
        }
        rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));
    }

    @Test
    void rollsBackWhileManyUsersSignIn() {
        new TestUsers(server).createUserAndSignIn("anna", "viewer");
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", 2).withFailureRate("modern", 1);
        String id = rolloutScene.startRunning(service);
        var signedIn = new AtomicInteger();
        var over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> signIns = new ArrayList<>();
            for (int i = 0; i < SIGN_INS_AT_ONCE; i++) {
                signIns.add(threads.submit(() -> {
                    while (!over.get()) {
                        recordSignIn(signIn(), signedIn);
                    }
                }));
            }
            await().until(() -> signedIn.get() > 0);
            int before = signedIn.get();
            service.callAndSend(600);
            await("the services get the rollback")
                    .until(() -> exposure(rolloutScene).equals(Percent.NONE));
            await("people still get in").until(() -> signedIn.get() > before);
            over.set(true);
            assertThat(signIns).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)));
        }
        rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));
    }

    private static HttpResponse<String> signIn() {
        return server.send(server.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(
                        "name=anna&password=" + URLEncoder.encode(TestUsers.PASSWORD, StandardCharsets.UTF_8))));
    }

    /* The server may reject a sign-in while too many are waiting. */
    private static void recordSignIn(HttpResponse<String> answer, AtomicInteger signedIn) {
        if (answer.statusCode() == 200) {
            signedIn.incrementAndGet();
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isIn(401, 503);
            assertThat(answer.body()).doesNotContain("Wrong username", "wrong passwords");
        }
    }

    /* The exposure that the server delivers from memory. */
    private static Percent exposure(RolloutScene rolloutScene) {
        HttpResponse<String> answer = server.send(rolloutScene.environment.asSdk("/sdk/v1/flags"));
        SnapshotMessage message = WireCodec.decodeSnapshot(answer.body());
        RolloutSplit split =
                FlagSnapshot.parse(message.definition(), message.revision()).findRolloutSplit(rolloutScene.flag);
        return split == null ? Percent.NONE : split.exposure();
    }

    /* Starts a transaction that locks a table against writes until it is rolled back. */
    private static Connection lockTable(String table) throws SQLException {
        Connection connection = DriverManager.getConnection(server.databaseUrl());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in exclusive mode");
        }
        return connection;
    }
}
