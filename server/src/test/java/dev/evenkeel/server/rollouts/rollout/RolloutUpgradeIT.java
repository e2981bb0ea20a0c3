// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Upgrades during a rollout: a newer server migrates the database while an older one runs. The newer one is this
/// program with one more migration, which adds a table and a column to every table.
final class RolloutUpgradeIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
    private static final String MIGRATION = """
            do $$
            declare
                name text;
            begin
                for name in select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                      and relname <> 'flyway_schema_history'
                loop
                    execute format('alter table %I add column of_a_newer_server text not null default ''new''', name);
                    commit;
                end loop;
            end $$;
            create table of_a_newer_server (id text primary key);
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeMigration() throws IOException {
        Files.writeString(folder.resolve("V999__newer.sql"), MIGRATION);
        Files.writeString(folder.resolve("V999__newer.sql.conf"), "executeInTransaction=false");
    }

    @Test
    void completesRolloutWhileTablesHaveUnknownColumns() {
        try (TestServer older = TestServer.start()) {
            var rolloutScene = new RolloutScene(older);
            SimulatedService service = rolloutScene.service("a", 1);
            String id = rolloutScene.startRunning(service);
            applyNewerMigration(older);

            JsonNode done = rolloutScene.drive(id, List.of(service), now -> hasStatus(now, "COMPLETED"));

            assertThat(decisionKinds(done)).containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
            assertThat(rolloutScene.rollout(id).path("evaluationError").isNull())
                    .isTrue();
            try (TestServer again = TestServer.startOnDatabase(older.databaseUrl(), KEYS)) {
                var next = new RolloutScene(again);
                next.seed(next.start(), next.service("b", 2));
                assertThat(TestServer.json(again.get("/api/v1/audit/verify"))
                                .path("intact")
                                .asBoolean())
                        .isTrue();
            }
        }
    }

    private void applyNewerMigration(TestServer older) {
        Flyway.configure()
                .dataSource(older.databaseUrl(), null, null)
                .locations(locations().split(","))
                .load()
                .migrate();
        assertThat(columnsOfNewerServer(older)).isGreaterThan(70);
    }

    private String locations() {
        return "classpath:db/migration,filesystem:" + folder;
    }

    private static int columnsOfNewerServer(TestServer server) {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from information_schema.columns where column_name = 'of_a_newer_server'")
                .query(Integer.class)
                .single();
    }

    @Test
    @SuppressWarnings("try") // The older server ends before the newer one.
    void continuesRolloutDuringUpgradeToNewerServer() {
        try (TestServer older = TestServer.start()) {
            var rolloutScene = new RolloutScene(older);
            SimulatedService one = rolloutScene.service("one", 1);
            String id = rolloutScene.startRunning(one);
            try (TestServer newer = startNewer(older.databaseUrl())) {
                assertThat(columnsOfNewerServer(older)).isGreaterThan(70);
                var two = new SimulatedService(newer, rolloutScene.flag, "two", 2);
                rolloutScene.drive(
                        id, List.of(one, two), now -> decisionKinds(now).contains("ADVANCE"));
                OutcomeBatch batch = one.makeCalls(100);
                assertThat(one.send(batch).statusCode()).isEqualTo(200);
                assertThat(two.send(batch).statusCode()).as("sent again").isEqualTo(200);
                older.close();

                var newerScene = new RolloutScene(newer);
                JsonNode done = newerScene.drive(id, List.of(two), now -> hasStatus(now, "COMPLETED"));

                assertThat(decisionKinds(done)).containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
                newerScene.assertNoDuplicates(id);
            }
        }
    }

    private TestServer startNewer(String databaseUrl) {
        System.setProperty("spring.flyway.locations", locations());
        try {
            return TestServer.startOnDatabase(databaseUrl, KEYS);
        } finally {
            System.clearProperty("spring.flyway.locations");
        }
    }
}
