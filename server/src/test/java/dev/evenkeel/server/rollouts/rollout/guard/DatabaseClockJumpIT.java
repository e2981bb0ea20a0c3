// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.assertReplays;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.doctor.DiagnosticFactsQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Jumps of the clock of the database's machine during a rollout: PostgreSQL runs under libfaketime, and the server's
/// own clock is correct. Skipped without Debian's package libfaketime.
final class DatabaseClockJumpIT {
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);

    @TempDir
    private Path folder;

    @Test
    void rollsBackOnlyOnFailuresDespiteDatabaseClockJumps() throws Exception {
        assumeTrue(Files.exists(FAKETIME), "libfaketime is not installed: jumps of the clock are not tested.");
        set(Duration.ZERO);
        Process database = startDatabase();
        try (BufferedReader output = database.inputReader();
                TestServer server = TestServer.startOnDatabase(output.readLine(), KEYS)) {
            var rolloutScene = new RolloutScene(server);
            SimulatedService service = rolloutScene.service("a", 1);
            String id = rolloutScene.startRunning(service);

            jump(server, Duration.ofHours(1));
            JsonNode advanced = rolloutScene.drive(
                    id, List.of(service), now -> decisionKinds(now).contains("ADVANCE"));
            assertThat(decisionKinds(advanced)).doesNotContain("ROLL_BACK", "STEP_BACK");

            jump(server, Duration.ZERO);
            rolloutScene.drive(
                    id,
                    List.of(service),
                    now -> now.get("counts").get("candidate").get("calls").longValue() > 100);
            assertThat(decisionKinds(rolloutScene.rollout(id))).doesNotContain("ROLL_BACK", "STEP_BACK");

            service.withFailureRate("modern", 1);
            JsonNode ended = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "ROLLED_BACK"));
            assertThat(decisionKinds(ended)).endsWith("ROLL_BACK").containsOnlyOnce("ROLL_BACK");
            assertReplays(server, id);
        } finally {
            database.getOutputStream().close();
            assertThat(database.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void jump(TestServer server, Duration offset) throws IOException {
        set(offset);
        await().until(() -> server.bean(DiagnosticFactsQueries.class)
                        .getRuntimeInfo()
                        .clockAhead()
                        .plus(offset)
                        .abs()
                        .compareTo(Duration.ofSeconds(5))
                < 0);
    }

    private void set(Duration offset) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "+" + offset.toSeconds());
        Files.move(next, folder.resolve("offset"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /* PostgreSQL is started by `setsid`; this replacement of it runs only PostgreSQL under libfaketime. */
    private Process startDatabase() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path setsid = Files.writeString(programs.resolve("setsid"), """
                #!/bin/sh
                exec /usr/bin/env LD_PRELOAD=%s FAKETIME_TIMESTAMP_FILE=%s FAKETIME_NO_CACHE=1 \
                FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 /usr/bin/setsid "$@"
                """.formatted(FAKETIME, folder.resolve("offset")));
        Files.setPosixFilePermissions(setsid, PosixFilePermissions.fromString("rwxr-xr-x"));
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClusterProcess.class.getName(),
                        Files.createDirectory(folder.resolve("data")).toString())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", programs + ":" + environment.get("PATH"));
        return builder.start();
    }
}
