// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.numbers;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.ticks;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.ticksSum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.ServerProcess;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.GuardEvaluationHealthTracker;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

final class RolloutCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);

    private static TestServer shared;

    @BeforeAll
    static void start() {
        shared = TestServer.start();
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void countsEveryCallOnceWhenPostgresIsKilledRepeatedly(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(folder);
                TestServer server = TestServer.startOnDatabase(cluster.jdbcUrl(), KEYS)) {
            var rolloutScene = new RolloutScene(server);
            SimulatedService service = rolloutScene.service("a", 1).withFailureRate("classic", 0.02);
            String id = rolloutScene.startRunning(service);
            JsonNode seeded = rolloutScene.awaitRollout(id, now -> calls(now, "calls") == 600);
            var accepted = new AtomicInteger();
            Thread killer = Thread.ofVirtual().start(() -> killAfterEach(10, cluster, accepted));

            List<OutcomeBatch> batches =
                    IntStream.range(0, 60).mapToObj(i -> service.makeCalls(50)).toList();
            batches.forEach(batch -> {
                sendUntilAccepted(service, batch);
                accepted.incrementAndGet();
            });
            killer.join();

            long failures = batches.stream()
                    .flatMap(batch -> batch.summaries().stream())
                    .mapToLong(summary -> summary.failures())
                    .sum();
            JsonNode rollout = await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> rolloutScene.rollout(id), now -> calls(now, "calls") >= 3_600);
            assertThat(calls(rollout, "calls")).isEqualTo(3_600);
            assertThat(calls(rollout, "failures")).isEqualTo(calls(seeded, "failures") + failures);
            assertThat(calls(rollout, "failedUnits")).isEqualTo(calls(rollout, "failures"));
            assertThat(calls(rollout, "trials")).isEqualTo(calls(rollout, "calls"));
            assertThat(ticksSum(server, id)).isEqualTo(calls(rollout, "calls"));
            assertReplays(server, id);
        }
    }

    @Test
    void decidesOnceWithTwoServersOnOneDatabase() {
        String database = TestServer.freshDatabase();
        try (TestServer first = TestServer.startOnDatabase(database, KEYS);
                TestServer second = TestServer.startOnDatabase(database, KEYS)) {
            var rolloutScene = new RolloutScene(first);
            SimulatedService one = rolloutScene
                    .service("one", 1)
                    .withFailureRate("classic", 0.01)
                    .withFailureRate("modern", 0.01);
            var two = new SimulatedService(second, rolloutScene.flag, "two", 2)
                    .withFailureRate("classic", 0.01)
                    .withFailureRate("modern", 0.01);
            String id = rolloutScene.startRunning(one);

            JsonNode done = rolloutScene.drive(id, List.of(one, two), now -> hasStatus(now, "COMPLETED"));

            assertThat(decisionKinds(done)).containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
            assertThat(done.get("decisions")
                            .valueStream()
                            .map(decision -> decision.get("number").longValue()))
                    .containsExactlyElementsOf(numbers(done.get("decisions").size()));
            List<JsonNode> ticks = ticks(first, id);
            assertThat(ticks.stream().map(tick -> tick.get("number").longValue()))
                    .containsExactlyElementsOf(numbers(ticks.size()));
            assertReplays(second, id);
        }
    }

    @Test
    void continuesOnOtherServerWhenGuardingServerIsKilled(@TempDir Path folder) throws Exception {
        String database = TestServer.freshDatabase();
        try (TestServer first = TestServer.startOnDatabase(database, KEYS)) {
            first.job("rollout guard").stop();
            try (ServerProcess second = ServerProcess.start(folder, "--port", "0", "--database-url", database)) {
                await().atMost(PATIENCE).until(second::isReady);
                var rolloutScene = new RolloutScene(first);
                SimulatedService service = rolloutScene.service("a", 1);
                String id = rolloutScene.startRunning(service);
                rolloutScene.drive(
                        id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
                second.process().destroyForcibly().waitFor();
                first.job("rollout guard").start();

                JsonNode done = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));

                assertThat(decisionKinds(done)).containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
                rolloutScene.assertNoDuplicates(id);
            }
        }
    }

    /* The server dies after the commit of a rollback and before it publishes it, twice, or as often as
     * -Devenkeel.crashes says. */
    @Test
    void publishesRollbackOnceWhenServerDiesAfterCommit(@TempDir Path folder) throws Exception {
        String database = TestServer.freshDatabase();
        try (TestServer first = TestServer.startOnDatabase(database, KEYS)) {
            first.job("rollout guard").stop();
            for (int crash = 0; crash < Integer.getInteger("evenkeel.crashes", 2); crash++) {
                var rolloutScene = new RolloutScene(first.newEnvironment());
                SimulatedService service = rolloutScene.service("a", crash);
                String id;
                try (ServerProcess serverProcess = startCrashingAfterRollback(folder, database)) {
                    await().atMost(PATIENCE).until(serverProcess::isReady);
                    id = rolloutScene.startRunning(service);
                    service.withFailureRate("modern", 1).callAndSend(300);
                    assertThat(serverProcess.process().waitFor(90, TimeUnit.SECONDS))
                            .isTrue();
                    assertThat(serverProcess.process().exitValue()).isEqualTo(137);
                }
                assertThat(hasStatus(rolloutScene.rollout(id), "ROLLED_BACK")).isTrue();
                await().atMost(PATIENCE).until(() -> service.refresh().split() == null);
                first.job("rollout guard").start();
                JsonNode active = await().atMost(PATIENCE)
                        .until(() -> rolloutScene.rollout(id), RolloutCrashIT::isActiveEverywhere);
                first.job("rollout guard").stop();
                assertThat(decisionKinds(active)).containsExactly("START", "ROLL_BACK");
                rolloutScene.assertNoDuplicates(id);
            }
        }
    }

    private static boolean isActiveEverywhere(JsonNode rollout) {
        JsonNode decisions = rollout.get("decisions");
        return !decisions.get(decisions.size() - 1).path("activeEverywhereAt").isNull();
    }

    private static ServerProcess startCrashingAfterRollback(Path folder, String database) throws IOException {
        return ServerProcess.startWith(
                List.of("-Devenkeel.crash-after-rollback=true"), folder, "--port", "0", "--database-url", database);
    }

    @Test
    void repeatsEvaluationAfterServerStallsInTransaction() throws Exception {
        JdbcClient jdbc = shared.bean(JdbcClient.class);
        assertThat(jdbc.sql("show idle_in_transaction_session_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("30s");
        shared.job("rollout guard").stop();
        var rolloutScene = new RolloutScene(shared.newEnvironment());
        String id = rolloutScene.start();
        rolloutScene.service("a", 1).callAndSend(600);
        var looked = new CountDownLatch(1);
        var taken = new CountDownLatch(1);
        var still = CompletableFuture.runAsync(() -> shared.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> {
                    jdbc.sql("set local idle_in_transaction_session_timeout = '1s'")
                            .update();
                    shared.bean(RolloutEvaluator.class).evaluate(id, Instant.now(), Instant.now());
                    looked.countDown();
                    awaitQuietly(taken);
                }));
        assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rolloutScene.rollout(id).get("status").stringValue()).isEqualTo("COLLECTING_BASELINE");

        shared.job("rollout guard").start();
        JsonNode running = rolloutScene.awaitRollout(id, now -> calls(now, "calls") == 600);
        taken.countDown();

        assertThatThrownBy(still::join).hasRootCauseInstanceOf(SQLException.class);
        assertThat(decisionKinds(running)).containsExactly("START");
        rolloutScene.assertNoDuplicates(id);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void continuesRolloutAfterServerRestart() {
        String database = TestServer.freshDatabase();
        String id;
        String flag;
        try (TestServer first = TestServer.startOnDatabase(database, KEYS)) {
            var rolloutScene = new RolloutScene(first);
            flag = rolloutScene.flag;
            SimulatedService service = rolloutScene.service("a", 1);
            id = rolloutScene.startRunning(service);
            rolloutScene.drive(id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
            service.callAndSend(100);
        }
        try (TestServer second = TestServer.startOnDatabase(database, KEYS)) {
            var service = new SimulatedService(second, flag, "b", 2).withFailureRate("modern", 0.3);
            JsonNode back = await().atMost(PATIENCE)
                    .until(
                            () -> {
                                service.refresh().callAndSend(200);
                                return TestServer.json(second.get("/api/v1/rollouts/" + id));
                            },
                            now -> now.get("status").stringValue().startsWith("ROLLED"));
            assertThat(decisionKinds(back)).startsWith("START", "ADVANCE").endsWith("ROLL_BACK");
            assertReplays(second, id);
        }
    }

    @Test
    void ignoresOwnDowntimeWhenMeasuringMissingData() {
        String database = TestServer.freshDatabase();
        String id;
        try (TestServer first = TestServer.startOnDatabase(database, KEYS)) {
            var rolloutScene = new RolloutScene(first);
            id = rolloutScene.startRunning(rolloutScene.service("a", 1), """
                    {"noDataAfter":"PT1S","rollBackAfter":"PT2S","rollBackFrom":0}""");
            first.bean(JdbcClient.class)
                    .sql("update rollout set step_started_at = now() - interval '1 hour', "
                            + "last_batch_at = now() - interval '1 hour'")
                    .update();
        }
        Instant started = Instant.now();
        try (TestServer second = TestServer.startOnDatabase(database, KEYS)) {
            JsonNode back = await().atMost(PATIENCE)
                    .until(
                            () -> TestServer.json(second.get("/api/v1/rollouts/" + id)),
                            now -> hasStatus(now, "ROLLED_BACK"));
            JsonNode decision = back.get("decisions").get(back.get("decisions").size() - 1);
            assertThat(decision.get("reason").stringValue()).contains("missing data");
            assertThat(decision.get("evidenceAt").isNull()).isTrue();
            assertThat(Instant.parse(decision.get("at").stringValue())).isAfter(started.plusSeconds(2));
            assertReplays(second, id);
        }
    }

    @Test
    void rollsBackWhenEventListenersFail() {
        ApplicationListener<PayloadApplicationEvent<?>> failing = event -> {
            if (event.getPayload() instanceof RolloutChangedEvent) {
                throw new IllegalStateException("listener failed");
            }
        };
        var multicaster = shared.bean(ApplicationEventMulticaster.class);
        multicaster.addApplicationListener(failing);
        try {
            var rolloutScene = new RolloutScene(shared);
            SimulatedService service = rolloutScene.service("a", 1).withFailureRate("modern", 0.4);
            String id = rolloutScene.startRunning(service);

            JsonNode back = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));

            assertThat(decisionKinds(back)).containsExactly("START", "ROLL_BACK");
            await().atMost(PATIENCE).until(() -> service.refresh().split() == null);
        } finally {
            multicaster.removeApplicationListener(failing);
        }
    }

    @Test
    void holdsOnlyRolloutThatCannotBeEvaluated() {
        var broken = new RolloutScene(shared);
        String id = broken.startRunning(broken.service("a", 1));
        shared.bean(JdbcClient.class)
                .sql("update rollout set guard_state = '\\x00' where id = :id")
                .param("id", id)
                .update();

        JsonNode held =
                broken.awaitRollout(id, now -> !now.get("evaluationError").isNull());
        assertThat(held.get("status").stringValue()).isEqualTo("RUNNING");
        assertThat(held.get("evaluationError").stringValue()).contains("holds");

        var sound = new RolloutScene(shared);
        SimulatedService service = sound.service("b", 2);
        String other = sound.startRunning(service);
        sound.drive(other, List.of(service), now -> hasStatus(now, "COMPLETED"));

        assertThat(decisionKinds(broken.rollout(id))).containsExactly("START");
        assertThat(shared.bean(GuardEvaluationHealthTracker.class).failureCount())
                .isPositive();
        assertThat(shared.post("/api/v1/rollouts/" + id + "/abort", "{}").statusCode())
                .isEqualTo(200);
    }

    private static void killAfterEach(int batches, EmbeddedPostgres cluster, AtomicInteger accepted) {
        for (int next = batches; next < 60; next += batches) {
            int enough = next;
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> accepted.get() >= enough);
            long pid = cluster.pid();
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            await().atMost(PATIENCE).until(() -> cluster.pid() != pid);
        }
    }

    private static void sendUntilAccepted(SimulatedService service, OutcomeBatch batch) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            HttpResponse<String> answer = service.send(batch);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 500, 503);
            return answer.statusCode() == 200;
        });
    }

    private static long calls(JsonNode rollout, String count) {
        JsonNode counts = rollout.get("counts");
        return counts.get("control").get(count).longValue()
                + counts.get("candidate").get(count).longValue();
    }
}
