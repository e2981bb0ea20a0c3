// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.GuardEvaluationHealthTracker;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A rollback while the disk of the database is full, on a real file system of 600 MB in memory. Mounting one
/// needs root; without, this test is skipped.
final class FullDiskRollbackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MOST_BATCHES = 3_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=600m", "tmpfs", folder.toString()),
                "Cannot mount a small file system (needs root on Linux): a rollback on a full disk is not tested.");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", folder.toString());
    }

    @Test
    void rollsBackOnceWhenDiskSpaceIsAvailableAgain() throws Exception {
        List<String> keys = List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(Files.createDirectory(folder.resolve("data")));
                TestServer server = TestServer.startOnDatabase(cluster.jdbcUrl(), keys)) {
            var rolloutScene = new RolloutScene(server);
            SimulatedService service = rolloutScene.service("a", 1);
            String id = rolloutScene.startRunning(service);
            server.job("rollout guard").stop();
            service.withFailureRate("modern", 1).callAndSend(300);

            Path filler = folder.resolve("filler");
            fill(filler);
            sendUntilRefused(service);
            server.job("rollout guard").start();
            await().atMost(PATIENCE)
                    .until(() -> server.bean(GuardEvaluationHealthTracker.class).failureCount() > 0
                            || isRolledBack(server, id));
            Files.delete(filler);

            await().atMost(PATIENCE).until(() -> isRolledBack(server, id));
            JsonNode ended = rolloutScene.rollout(id);
            assertThat(decisionKinds(ended)).containsExactly("START", "ROLL_BACK");
            assertThat(service.refresh().split()).isNull();
            assertReplays(server, id);
            assertThat(service.withFailureRate("modern", 0)
                            .send(service.makeCalls(10))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /* Sends until PostgreSQL's log has no more space for a batch. */
    private static void sendUntilRefused(SimulatedService service) {
        int sent = 0;
        while (service.send(service.makeCalls(1_000)).statusCode() == 200) {
            assertThat(++sent).as("batches on a full disk").isLessThan(MOST_BATCHES);
        }
    }

    private static boolean isRolledBack(TestServer server, String id) {
        var answer = server.get("/api/v1/rollouts/" + id);
        return answer.statusCode() == 200 && hasStatus(TestServer.json(answer), "ROLLED_BACK");
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
