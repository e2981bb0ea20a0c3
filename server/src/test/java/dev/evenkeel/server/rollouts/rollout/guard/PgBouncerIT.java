// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.net.FreePort;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that connects to its database through PgBouncer, where each transaction may use another session.
final class PgBouncerIT {
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    @TempDir
    private Path folder;

    @Test
    void rollsBackThroughTransactionPooler() throws Exception {
        assumeThat(PGBOUNCER)
                .as("no PgBouncer found: install Debian's package pgbouncer")
                .isExecutable();
        String direct = TestServer.freshDatabase();
        int port = FreePort.find();
        Process pooler = start(direct, port);
        try {
            String pooled = "jdbc:postgresql://127.0.0.1:" + port + "/evenkeel?user=evenkeel";
            await().until(() -> acceptsConnections(pooled));
            rollBackThroughPooler(pooled);
        } finally {
            pooler.destroy();
            assertThat(pooler.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void rollBackThroughPooler(String pooled) {
        List<String> options = List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
        try (TestServer server = TestServer.startOnDatabase(pooled, options);
                TestServer second = TestServer.startOnDatabase(pooled, options)) {
            var rolloutScene = new RolloutScene(server);
            SimulatedService service = rolloutScene.service("one", 1).withFailureRate("modern", 1);
            String id = rolloutScene.startRunning(service);
            service.callAndSend(600);
            rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));
            await("the other server has the rollback")
                    .until(() -> TestServer.requireSuccess(second.send(second.asSdk("/sdk/v1/flags")))
                                    .get("revision")
                                    .longValue()
                            >= rolloutScene.environment.flagsRevision());
        }
    }

    private Process start(String direct, int port) throws IOException {
        URI database = URI.create(direct.substring("jdbc:".length()));
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                evenkeel = host=127.0.0.1 port=%d dbname=%s %s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                max_prepared_statements = 200
                ignore_startup_parameters = extra_float_digits
                default_pool_size = 20
                max_client_conn = 200
                """.formatted(
                        database.getPort(),
                        database.getPath().substring(1),
                        database.getQuery().replace('&', ' '),
                        port));
        List<String> command = new ArrayList<>();
        /* PgBouncer does not run as root; in its own user namespace it has no root rights. */
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(PGBOUNCER.toString(), settings.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
    }

    private static boolean acceptsConnections(String url) {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }
}
