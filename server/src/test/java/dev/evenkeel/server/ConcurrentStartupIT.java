// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConcurrentStartupIT {
    private static final int SERVERS = 3;
    private static final String FLAGS = """
            {"flags":{"f":{"state":"ENABLED","variants":{"v":true},"defaultVariant":"v"}}}""";

    @Test
    void migratesEmptyDatabaseOnceWhenServersStartConcurrently(@TempDir Path folder) throws Exception {
        String url = EmbeddedPostgres.startTemporary().createDatabase();
        Path flags = Files.writeString(folder.resolve("flags.json"), FLAGS);
        List<ServerProcess> servers = new ArrayList<>();
        try {
            for (int i = 0; i < SERVERS; i++) {
                servers.add(
                        ServerProcess.start(folder, "--port", "0", "--database-url", url, "--flags", flags.toString()));
            }
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> servers.stream().allMatch(ServerProcess::isReady)
                            || servers.stream().anyMatch(one -> !one.process().isAlive()));
            assertThat(servers)
                    .allSatisfy(one -> assertThat(one.isReady()).as(one.err()).isTrue());
        } finally {
            servers.forEach(ServerProcess::close);
        }
        try (TestServer after = TestServer.startOnDatabase(url, List.of("--admin-token", TestServer.ADMIN_TOKEN))) {
            assertThat(after.get("/api/v1/environments/default/flags").headers().firstValue("ETag"))
                    .hasValue("\"default-1\"");
            assertThat(TestServer.json(after.get("/api/v1/audit/verify"))
                            .path("intact")
                            .asBoolean())
                    .isTrue();
        }
    }
}
