// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.foundation.database.GuardAndRequestPoolDataSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class DatabaseOutageIT {
    private static final String FLAGS = "/api/v1/environments/default/flags";
    private static final String DEFINITION = """
            {"flags":{"f":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"%s"}}}""";

    @TempDir
    private Path folder;

    @Test
    void servesFlagsFromMemoryDuringDatabaseOutageAndRecovers() {
        EmbeddedPostgres cluster = EmbeddedPostgres.start(folder);
        List<String> options = List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
        try (TestServer server = TestServer.startOnDatabase(cluster.jdbcUrl(), options)) {
            assertThat(server.put(FLAGS, DEFINITION.formatted("on")).statusCode())
                    .isEqualTo(200);
            await().until(() -> sdkFlags(server).body().contains(Json.of("'revision':1")));

            cluster.close();
            assertThat(sdkFlags(server).statusCode()).isEqualTo(200);
            assertThat(sdkFlags(server).body()).contains(Json.of("'revision':1"));
            HttpResponse<String> refused = server.put(FLAGS, DEFINITION.formatted("off"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("database-unavailable");
            assertThat(acknowledge(server)).isEqualTo(503);
            awaitDatabase(server, "down");
            assertThat(server.send(server.request("/health/live")).body()).isEqualTo(Json.of("{'status':'live'}"));

            cluster = EmbeddedPostgres.start(folder);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.put(FLAGS, DEFINITION.formatted("off")).statusCode() == 200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sdkFlags(server).body().contains(Json.of("'revision':2")));
            assertThat(acknowledge(server)).isEqualTo(204);
            awaitDatabase(server, "up");
        } finally {
            cluster.close();
        }
    }

    /* Servers that deliver flags from memory stay in the load balancer. */
    private static void awaitDatabase(TestServer server, String state) {
        for (String path : List.of("/health", "/health/ready")) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ready(server, path).path("database").asString().equals(state));
        }
    }

    private static JsonNode ready(TestServer server, String path) {
        JsonNode health = TestServer.requireSuccess(server.send(server.request(path)));
        assertThat(health.path("status").asString()).isEqualTo("ready");
        return health;
    }

    @Test
    void reportsHealthWhenConnectionPoolIsExhausted() throws Exception {
        try (TestServer server = TestServer.start()) {
            List<Connection> taken = acquireAllConnections(server.bean(GuardAndRequestPoolDataSource.class));
            try {
                assertThat(ready(server, "/health").path("database").asString()).isEqualTo("up");
                assertThat(ready(server, "/health/ready").path("database").asString())
                        .isEqualTo("up");
            } finally {
                for (Connection connection : taken) {
                    connection.close();
                }
            }
        }
    }

    /* Acquires all connections of the request pool. */
    private static List<Connection> acquireAllConnections(GuardAndRequestPoolDataSource pools) {
        List<Connection> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(pools.getConnection());
            } catch (SQLException none) {
                return taken;
            }
        }
    }

    private static HttpResponse<String> sdkFlags(TestServer server) {
        return server.send(server.asSdk("/sdk/v1/flags"));
    }

    private static int acknowledge(TestServer server) {
        return server.send(server.asSdk("/sdk/v1/acks")
                        .POST(BodyPublishers.ofString(Json.of("{'instance':'i','revision':1}"))))
                .statusCode();
    }
}
