// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// A database restored from a backup without the option that declares it: SDKs know revisions that it has lost.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LostRevisionIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
    private static final String OTHER = "/api/v1/environments/other";

    private String backup = "";
    private String id = "";
    private String flag = "";
    private String otherKey = "";
    private OutcomeBatch batch;
    private FlagSet known;

    /* Copies a database with a running rollout, and then creates a revision that the copy does not have. */
    @BeforeAll
    void createBackupAndLaterRevision() {
        String live = TestServer.freshDatabase();
        try (TestServer server = TestServer.startOnDatabase(live, KEYS)) {
            var rolloutScene = new RolloutScene(server);
            flag = rolloutScene.flag;
            SimulatedService service = rolloutScene.service("one", 7);
            id = rolloutScene.startRunning(service);
            batch = service.makeCalls(10);
            TestServer.requireSuccess(server.put(OTHER + "/flags", Json.of("{'flags':{}}")));
            otherKey = TestServer.requireSuccess(server.post(OTHER + "/sdk-keys", ""))
                    .path("sdkKey")
                    .asString();
        }
        backup = EmbeddedPostgres.startTemporary().copyDatabase(live);
        try (TestServer server = TestServer.startOnDatabase(live, KEYS)) {
            TestServer.requireSuccess(
                    server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'complaints'}")));
            new SimulatedService(server, flag, "one", 7).refresh();
            known = FlagSet.of(WireCodec.decodeSnapshot(flags(server, null).body()));
        }
        assertThat(known.revisionToken()).isNotNull();
    }

    private String restoreBackup() {
        return EmbeddedPostgres.startTemporary().copyDatabase(backup);
    }

    /* An SDK key must not be enough to stop an environment with an invented revision. */
    @Test
    void ignoresInvalidRevisionTokens() {
        String token = Objects.requireNonNull(known.revisionToken());
        List<String> invalid = List.of(
                "9" + token,
                token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0"),
                "99-99-000000000000000000000000",
                "nonsense",
                "9".repeat(1_000));
        try (TestServer server = TestServer.startOnDatabase(restoreBackup(), KEYS)) {
            invalid.forEach(text -> assertThat(server.send(server.asSdk("/sdk/v1/flags")
                                    .header("If-None-Match", known.etag())
                                    .header("Evenkeel-Revision-Token", text))
                            .statusCode())
                    .as(text)
                    .isEqualTo(200));
            assertThat(flags(server, null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void rejectsSdkRequestsOnOutdatedDatabase() {
        try (TestServer server = TestServer.startOnDatabase(restoreBackup(), KEYS)) {
            HttpResponse<InputStream> open =
                    server.send(server.asSdk("/sdk/v1/stream?deltas=true"), BodyHandlers.ofInputStream());
            assertOutdated(flags(server, known), known);
            await().until(() -> flags(server, null).statusCode() == 503);
            await().until(() -> open.body().readAllBytes().length > 0);
            assertOutdated(server.send(withRevisionToken(server, "/sdk/v1/stream?deltas=true", known)), known);
            assertThat(new SimulatedService(server, flag, "one", 1).send(batch).body())
                    .contains("database-outdated");
            assertThat(server.send(server.asSdk("/ofrep/v1/evaluate/flags").POST(BodyPublishers.ofString("{}")))
                            .body())
                    .contains("SDKs of default have revision ");
            assertThat(otherFlags(server, otherKey).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void holdsRolloutsOnOutdatedDatabase() {
        try (TestServer server = TestServer.startOnDatabase(restoreBackup(), KEYS)) {
            assertOutdated(flags(server, known), known);
            JsonNode held = await().until(
                            () -> rollout(server, id),
                            rollout -> rollout.path("holdReason").asString("").equals("GATES"));
            assertThat(held.path("decisions").toString()).contains("which the database has lost");
            assertThat(held.path("step").intValue()).isZero();
            awaitDatabase(server, "outdated");
            assertThat(server.get("/api/v1/audit?subject=default").body()).contains("database.outdated");
        }
    }

    @Test
    void resumesOnceRestoreIsDeclared() {
        String restored = restoreBackup();
        try (TestServer server = TestServer.startOnDatabase(restored, KEYS)) {
            assertOutdated(flags(server, known), known);
        }
        List<String> options = new ArrayList<>(KEYS);
        options.addAll(List.of("--restored-from-backup", "disk of db1 failed"));
        try (TestServer server = TestServer.startOnDatabase(restored, options)) {
            HttpResponse<String> answer = flags(server, known);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(WireCodec.decodeSnapshot(answer.body()).revision())
                    .isGreaterThan(Math.max(known.revision(), 1_000_000));
            SimulatedService service = new SimulatedService(server, flag, "one", 7).refresh();
            assertThat(Objects.requireNonNull(service.split()).exposure().basisPoints())
                    .isZero();
            assertThat(rollout(server, id).path("holdReason").asString()).isEqualTo("DATABASE_RESTORED");
            TestServer.requireSuccess(
                    server.post("/api/v1/rollouts/" + id + "/abort", Json.of("{'reason':'it was aborted'}")));
            assertThat(hasStatus(rollout(server, id), "ABORTED")).isTrue();
            assertThat(service.refresh().split()).isNull();
            assertThat(flags(server, known).statusCode()).isEqualTo(200);
            awaitDatabase(server, "up");
        }
    }

    private static void awaitDatabase(TestServer server, String state) {
        await().until(() -> server.send(server.request("/health")).body().contains(Json.of("'database':'%s'", state)));
    }

    private static void assertOutdated(HttpResponse<String> answer, FlagSet known) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body())
                .contains(
                        "database-outdated",
                        "revision " + known.revision() + ", but the database has only revision ",
                        "--restored-from-backup");
    }

    private static HttpResponse<String> flags(TestServer server, @Nullable FlagSet known) {
        return server.send(
                known == null ? server.asSdk("/sdk/v1/flags") : withRevisionToken(server, "/sdk/v1/flags", known));
    }

    private static HttpRequest.Builder withRevisionToken(TestServer server, String path, FlagSet known) {
        return server.asSdk(path)
                .header("If-None-Match", known.etag())
                .header("Evenkeel-Revision-Token", Objects.requireNonNull(known.revisionToken()));
    }

    private static HttpResponse<String> otherFlags(TestServer server, String key) {
        return server.send(server.request("/sdk/v1/flags").header("Authorization", "Bearer " + key));
    }

    private static JsonNode rollout(TestServer server, String id) {
        return TestServer.requireSuccess(server.get("/api/v1/rollouts/" + id));
    }
}
