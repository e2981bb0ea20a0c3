// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.SystemPostgres;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The procedures of docs/guides/back-up-and-restore.md.
final class BackupRestoreIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
    private static final String FLAGS = "/api/v1/environments/default/flags";

    @TempDir
    private Path folder;

    @Test
    void restoresOnlineDumpAndRaisesRevisionsAboveLostOnes() throws Exception {
        Optional<Path> programs = SystemPostgres.find();
        assumeThat(programs)
                .as(
                        "no PostgreSQL with pg_dump found: install Debian's package postgresql, or set EVENKEEL_POSTGRES_BIN")
                .isPresent();
        try (SystemPostgres postgres = SystemPostgres.start(programs.orElseThrow(), folder)) {
            StateBeforeBackup live;
            FlagSet lost;
            try (TestServer server = TestServer.startOnDatabase(postgres.create("live"), KEYS)) {
                live = createTestData(server);
                postgres.run("pg_dump", "--format=custom", "--file=" + folder.resolve("evenkeel.dump"), "live");
                lost = flagsAfterAnotherEdit(server);
            }
            String restored = postgres.create("restored");
            postgres.run("pg_restore", "--exit-on-error", "--dbname=restored", "" + folder.resolve("evenkeel.dump"));

            try (TestServer server = TestServer.startOnDatabase(restored, KEYS)) {
                assertRestored(server, live);
                assertThat(revision(flags(server, lost.etag())))
                        .as("for a reader of a lost revision")
                        .isEqualTo(live.revision());
                assertThat(firstEvent(server, lost.tag())).startsWith("id: " + live.revision());
            }
            List<String> options = new ArrayList<>(KEYS);
            options.addAll(List.of("--restored-from-backup", "disk of db1 failed"));
            try (TestServer server = TestServer.startOnDatabase(restored, options)) {
                assertRevisionsRaised(server, live, lost);
            }
        }
    }

    @Test
    void restoresCopyOfDataFolderOfStoppedServer() throws IOException {
        Path data = folder.resolve("data");
        StateBeforeBackup live;
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(data);
                TestServer server = TestServer.startOnDatabase(cluster.jdbcUrl(), KEYS)) {
            live = createTestData(server);
        }
        Path copy = folder.resolve("copy");
        copy(data, copy);
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(copy);
                TestServer server = TestServer.startOnDatabase(cluster.jdbcUrl(), KEYS)) {
            assertRestored(server, live);
        }
    }

    /// What a server returned before the backup.
    ///
    /// @param answers responses by path
    /// @param batch a batch that it has accepted
    private record StateBeforeBackup(
            long revision, String rollout, String source, Map<String, JsonNode> answers, OutcomeBatch batch) {}

    /* Creates flags, a rolled back and a running rollout with its units, an incident, and their audit entries. */
    private static StateBeforeBackup createTestData(TestServer server) {
        var running = new RolloutScene(server);
        SimulatedService other = running.service("two", 8);
        String second = running.startRunning(other);
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", 7).withFailureRate("modern", 0.3);
        String id = rolloutScene.startRunning(service);
        rolloutScene.drive(id, List.of(service), rollout -> hasStatus(rollout, "ROLLED_BACK"));
        rolloutScene.awaitNoSplit(service);
        HttpResponse<String> declared =
                server.post("/api/v1/incidents", Json.of("{'service': 'shop', 'title': 'checkout fails'}"));
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
        OutcomeBatch batch = other.makeCalls(50);
        assertThat(other.send(batch).body()).isEqualTo(Json.of("{'accepted':true}"));
        running.awaitRollout(
                second,
                rollout -> rollout.at("/counts/control/calls").longValue()
                                + rollout.at("/counts/candidate/calls").longValue()
                        == 650);
        server.post("/api/v1/rollouts/" + second + "/abort", Json.of("{'reason':'enough'}"));
        running.awaitNoSplit(other);
        service.refresh();
        server.bean(JdbcClient.class)
                .sql("insert into outcome_hour values ('default', 'shop', '2026-01-01T00:00:00Z', 3, 1)")
                .update();
        List<String> paths = List.of(
                FLAGS,
                "/api/v1/rollouts/" + id + "/hours",
                "/api/v1/rollouts/" + id + "/replay",
                "/api/v1/rollouts/" + second + "/hours",
                "/api/v1/rollouts/" + second + "/replay",
                "/api/v1/environments/default/outcomes",
                "/api/v1/environments/default/flags/shop/calls?from=2026-01-01T00:00:00Z",
                "/api/v1/incidents",
                "/api/v1/audit/verify");
        awaitReaders(server);
        return new StateBeforeBackup(revision(flags(server, "")), id, source(server), answers(server, paths), batch);
    }

    /* Waits until no more incidents and events can follow from the decisions. */
    private static void awaitReaders(TestServer server) {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        await().until(() -> jdbc.sql("""
                        select not exists (
                            select from rollout_decision where kind <> 'HOLD' and active_everywhere_at is null)
                        """).query(Boolean.class).single());
        Timestamp now =
                jdbc.sql("select clock_timestamp()").query(Timestamp.class).single();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            server.job("rollback import").runSoon();
            return jdbc.sql("""
                            select (select audit_number from event_cursor) = (select number from audit_head)
                               and (select read_until from rollback_import_cursor) > :now
                               and not exists (select from pending_evidence)
                            """).param("now", now).query(Boolean.class).single();
        });
    }

    private static void assertRestored(TestServer server, StateBeforeBackup live) {
        Map<String, JsonNode> answers = answers(server, live.answers().keySet());
        assertThat(answers).isEqualTo(live.answers());
        assertThat(server.get("/api/v1/audit/verify").body()).contains(Json.of("'intact':true"));
        assertThat(server.get("/api/v1/rollouts/" + live.rollout() + "/replay").body())
                .contains(Json.of("'identical':true"));
        assertThat(revision(flags(server, ""))).isEqualTo(live.revision());
        String again =
                new SimulatedService(server, "any", "any", 1).send(live.batch()).body();
        assertThat(again).isEqualTo(Json.of("{'accepted':false,'duplicate':true}"));
        assertThat(TestServer.json(server.get("/api/v1/environments/default/outcomes")))
                .as("counted once")
                .isEqualTo(live.answers().get("/api/v1/environments/default/outcomes"));
    }

    private static void assertRevisionsRaised(TestServer server, StateBeforeBackup live, FlagSet lost)
            throws IOException {
        long revision = revision(flags(server, ""));
        assertThat(revision).isGreaterThan(lost.revision()).isEqualTo(live.revision() + 1_000_000);
        assertThat(TestServer.json(server.get(FLAGS))).isEqualTo(live.answers().get(FLAGS));
        assertThat(revision(flags(server, lost.etag()))).isEqualTo(revision);
        assertThat(firstEvent(server, lost.tag())).startsWith("id: " + revision);
        assertThat(source(server)).isNotEqualTo(live.source());
        JsonNode entry = TestServer.json(server.get("/api/v1/audit?subject=database"));
        assertThat(entry.toString()).contains("database.restored", "disk of db1 failed");
        assertThat(TestServer.json(server.get("/api/v1/audit/verify"))
                        .path("intact")
                        .asBoolean())
                .isTrue();
        assertThat(edit(server)).as("the next revision").isEqualTo(revision + 1);
    }

    private static FlagSet flagsAfterAnotherEdit(TestServer server) {
        long revision = edit(server);
        await().until(() -> revision(flags(server, "")) == revision);
        return FlagSet.of(WireCodec.decodeSnapshot(flags(server, "").body()));
    }

    private static long edit(TestServer server) {
        new RolloutScene(server);
        return Long.parseLong(
                server.get(FLAGS).headers().firstValue("ETag").orElseThrow().replaceAll("\\D", ""));
    }

    private static Map<String, JsonNode> answers(TestServer server, Iterable<String> paths) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        paths.forEach(path -> {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            answers.put(path, TestServer.json(answer));
        });
        return answers;
    }

    private static String source(TestServer server) {
        return server.bean(JdbcClient.class)
                .sql("select event_source::text from event_cursor")
                .query(String.class)
                .single();
    }

    private static HttpResponse<String> flags(TestServer server, String etag) {
        return server.send(server.asSdk("/sdk/v1/flags").header("If-None-Match", etag.isEmpty() ? "\"none\"" : etag));
    }

    private static long revision(HttpResponse<String> snapshot) {
        return WireCodec.decodeSnapshot(snapshot.body()).revision();
    }

    private static String firstEvent(TestServer server, String tag) throws IOException {
        HttpResponse<InputStream> stream =
                server.send(server.asSdk("/sdk/v1/stream?deltas=true&have=" + tag), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            return lines.readLine();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
