// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.postgres.PostgresCluster;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseOutageIT {
    private static final String FLAGS = "/api/v1/environments/default/flags";
    private static final String DEFINITION = """
            {"flags":{"f":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"%s"}}}""";

    @TempDir
    private Path folder;

    @Test
    void servesFlagsFromMemoryAnswersTheRestWith503AndRecoversByItself() {
        PostgresCluster cluster = PostgresCluster.start(folder);
        List<String> options = List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
        try (TestServer server = TestServer.startBare(cluster.jdbcUrl(), options)) {
            assertThat(server.put(FLAGS, DEFINITION.formatted("on")).statusCode())
                    .isEqualTo(200);
            await().until(() -> sdkFlags(server).body().contains("\"revision\":1"));

            cluster.close();
            assertThat(sdkFlags(server).statusCode()).isEqualTo(200);
            assertThat(sdkFlags(server).body()).contains("\"revision\":1");
            HttpResponse<String> refused = server.put(FLAGS, DEFINITION.formatted("off"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("database-unavailable");
            assertThat(acknowledge(server)).isEqualTo(503);
            HttpResponse<String> health = server.send(server.request("/health"));
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(health).get("database").asString()).isEqualTo("down");

            cluster = PostgresCluster.start(folder);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.put(FLAGS, DEFINITION.formatted("off")).statusCode() == 200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sdkFlags(server).body().contains("\"revision\":2"));
            assertThat(acknowledge(server)).isEqualTo(204);
        } finally {
            cluster.close();
        }
    }

    private static HttpResponse<String> sdkFlags(TestServer server) {
        return server.send(server.asSdk("/sdk/v1/flags"));
    }

    private static int acknowledge(TestServer server) {
        return server.send(server.asSdk("/sdk/v1/acks")
                        .POST(BodyPublishers.ofString("{\"instance\":\"i\",\"revision\":1}")))
                .statusCode();
    }
}
