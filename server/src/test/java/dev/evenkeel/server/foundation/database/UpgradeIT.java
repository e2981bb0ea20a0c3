// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server of today on the data of the previous minor series. There is no release yet, so that is the program
/// at the baseline, migration 1. Every migration after it is applied to its data. [UpgradeFixtureWriter] made the
/// data; its Javadoc says how to make it again, as is necessary when the baseline itself or the JSON of an
/// answer changes.
final class UpgradeIT {
    private static final int MIGRATION = SchemaCompatibility.PREVIOUS_SERIES_MIGRATION;
    private static final Path DATA = Path.of("src/test/resources/upgrade/%03d.gz".formatted(MIGRATION));
    private static final JsonMapper JSON = new JsonMapper();
    /* The fixture gets older, and its data must not be deleted by retention before it is read. */
    private static final List<String> OPTIONS = List.of(
            "--admin-token",
            TestServer.ADMIN_TOKEN,
            "--sdk-key",
            TestServer.SDK_KEY,
            "--tick-retention",
            "P3650D",
            "--aggregate-retention",
            "P3650D");

    private static String restoreDatabase(DatabaseDump data) throws Exception {
        String url = EmbeddedPostgres.startTemporary().createDatabase();
        Flyway.configure()
                .dataSource(url, null, null)
                .target(String.valueOf(MIGRATION))
                .load()
                .migrate();
        data.restore(url);
        return url;
    }

    @Test
    void migrationsPreserveEveryRow() throws Exception {
        DatabaseDump data = DatabaseDump.read(DATA);
        String url = restoreDatabase(data);

        Flyway newest = Flyway.configure().dataSource(url, null, null).load();
        newest.migrate();
        assertThat(newest.info().pending()).isEmpty();
        assertThat(newest.info().applied()).hasSizeGreaterThan(MIGRATION);

        try (Connection connection = DriverManager.getConnection(url)) {
            int rows = 0;
            for (Map.Entry<String, List<String>> table : data.tables().entrySet()) {
                assertThat(DatabaseDump.rows(connection, table.getKey()))
                        .as(table.getKey())
                        .containsExactlyInAnyOrderElementsOf(table.getValue());
                rows += table.getValue().size();
            }
            assertThat(rows).isGreaterThan(500);
        }
    }

    @Test
    void currentServerContinuesOnDataOfPreviousVersion() throws Exception {
        DatabaseDump data = DatabaseDump.read(DATA);
        Map<String, String> before = data.answers();
        String url = restoreDatabase(data);
        try (TestServer server = TestServer.startOnDatabase(url, OPTIONS)) {
            assertThat(new SchemaCompatibilityRepository(new DriverManagerDataSource(url)).find())
                    .hasValueSatisfying(requirement ->
                            assertThat(requirement.oldestMigration()).isEqualTo(MIGRATION));
            for (Map.Entry<String, String> answer : before.entrySet()) {
                if (answer.getKey().startsWith("/")) {
                    assertResponseUnchanged(server, answer.getKey(), JSON.readTree(answer.getValue()));
                }
            }
            for (int unit = 0; unit < 40; unit++) {
                String said = String.valueOf(before.get("evaluation of unit-" + unit));
                assertThat(values(UpgradeFixtureWriter.evaluation(server, "unit-" + unit)))
                        .as("unit-%d", unit)
                        .isEqualTo(values(said));
            }
            assertRolloutContinues(
                    server, String.valueOf(before.get("running")), String.valueOf(before.get("flag of running")));
            JsonNode check = TestServer.json(server.get("/api/v1/audit/verify"));
            assertThat(check.path("intact").asBoolean()).as(check.toString()).isTrue();
        }
    }

    /* The same as before, except for the connected processes and new fields. The audit log continues. */
    private static void assertResponseUnchanged(TestServer server, String path, JsonNode before) {
        JsonNode now = TestServer.json(server.get(path));
        if (path.endsWith("/audit/verify")) {
            assertThat(now.path("intact").asBoolean()).as(now.toString()).isTrue();
            assertThat(now.path("entries").asLong())
                    .isGreaterThanOrEqualTo(before.path("entries").asLong());
            return;
        }
        assertContains(path, now, before);
    }

    private static void assertContains(String place, JsonNode now, JsonNode before) {
        if (place.endsWith("/clients")) {
            return;
        }
        if (before.isObject()) {
            before.properties()
                    .forEach(member -> assertContains(
                            place + "/" + member.getKey(), now.path(member.getKey()), member.getValue()));
        } else if (before.isArray()) {
            assertThat(now.size()).as(place).isEqualTo(before.size());
            for (int i = 0; i < before.size(); i++) {
                assertContains(place + "/" + i, now.path(i), before.path(i));
            }
        } else {
            assertThat(now).as(place).isEqualTo(before);
        }
    }

    /* The evaluations that a service sees; the ETag of the flags changes. */
    private static List<String> values(String evaluations) {
        return JSON.readTree(evaluations)
                .path("flags")
                .valueStream()
                .map(flag ->
                        flag.path("key").asString() + "=" + flag.path("value").asString() + " "
                                + flag.path("variant").asString())
                .sorted()
                .toList();
    }

    private static void assertRolloutContinues(TestServer server, String id, String flag) {
        var rolloutScene = new RolloutScene(server);
        assertThat(rolloutScene.rollout(id).path("status").asString()).isEqualTo("RUNNING");
        var service = new SimulatedService(server, flag, flag + "-of-today", 4).refresh();
        JsonNode done = rolloutScene.drive(id, List.of(service), rollout -> hasStatus(rollout, "COMPLETED"));
        assertThat(RolloutScene.decisionKinds(done))
                .containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
        JsonNode replay = TestServer.json(server.get("/api/v1/rollouts/" + id + "/replay"));
        assertThat(replay.path("identical").asBoolean()).as(replay.toString()).isTrue();
    }
}
