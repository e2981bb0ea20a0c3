// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one database, of which one misses changes because it is stalled or disconnected. Clients that
/// switch to it have a newer revision than it has.
final class OutdatedServerIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);

    @TempDir
    private Path folder;

    @Test
    void outdatedServerDoesNotReturnOlderRevisionThanClientHas() throws IOException {
        EmbeddedPostgres cluster = EmbeddedPostgres.start(folder);
        try (TestServer current = TestServer.startOnDatabase(cluster.jdbcUrl(), KEYS);
                TestServer outdated = TestServer.startOnDatabase(cluster.jdbcUrl(), KEYS)) {
            define(current, 1);
            await().until(() -> revision(flags(outdated, "")) == 1);
            outdated.bean(FlagSnapshotRefreshJob.class).stop();
            FlagSet two = define(current, 2);

            assertThat(flags(outdated, two.etag()).statusCode()).isEqualTo(304);
            FlagSet three = define(current, 3);
            assertThat(firstEvent(outdated, three.tag())).startsWith("id: 3");

            FlagSet four = define(current, 4);
            cluster.close();
            assertThat(flags(outdated, four.etag()).statusCode()).isEqualTo(503);
            assertThat(stream(outdated, four.tag()).statusCode()).isEqualTo(503);
            assertThat(revision(flags(outdated, three.etag().replace("-3-", "-2-"))))
                    .isEqualTo(3);
        } finally {
            cluster.close();
        }
    }

    @Test
    void ignoresClientRevisionThatDatabaseLacks() throws IOException {
        try (TestServer restored = TestServer.start()) {
            FlagSet one = define(restored, 1);

            HttpResponse<String> answer = flags(restored, one.etag().replace("-1-", "-9-"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(revision(answer)).isEqualTo(1);
            assertThat(firstEvent(restored, one.tag().replaceFirst("1-", "9-"))).startsWith("id: 1");
        }
    }

    private static FlagSet define(TestServer server, int revision) {
        HttpResponse<String> put = server.put("/api/v1/environments/default/flags", """
                {"flags":{"f":{"state":"ENABLED","variants":{"v":"n%d"},"defaultVariant":"v"}}}""".formatted(revision));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        await().until(() -> revision(flags(server, "")) == revision);
        return FlagSet.of(WireCodec.decodeSnapshot(flags(server, "").body()));
    }

    private static HttpResponse<String> flags(TestServer server, String etag) {
        return server.send(server.asSdk("/sdk/v1/flags").header("If-None-Match", etag.isEmpty() ? "\"none\"" : etag));
    }

    private static long revision(HttpResponse<String> snapshot) {
        return WireCodec.decodeSnapshot(snapshot.body()).revision();
    }

    private static HttpResponse<InputStream> stream(TestServer server, String tag) {
        return server.send(server.asSdk("/sdk/v1/stream?deltas=true&have=" + tag), BodyHandlers.ofInputStream());
    }

    private static String firstEvent(TestServer server, String tag) throws IOException {
        try (var lines =
                new BufferedReader(new InputStreamReader(stream(server, tag).body(), StandardCharsets.UTF_8))) {
            return lines.readLine();
        }
    }
}
