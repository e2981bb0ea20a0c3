// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A newer server has migrated the database while this one runs, and after that this one is started
/// again.
final class RolloutNewerSchemaIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);

    @Test
    void aServerGoesOnWhileEveryTableHasMoreColumnsThanItKnows() {
        try (TestServer older = TestServer.start()) {
            var rolloutScene = new RolloutScene(older);
            SimulatedService service = rolloutScene.service("a", 1);
            String id = rolloutScene.startRunning(service);
            migrateAsNewerServersDo(older.bean(JdbcClient.class));

            JsonNode done = rolloutScene.drive(id, List.of(service), now -> is(now, "COMPLETED"));

            assertThat(kinds(done)).containsExactly("START", "ADVANCE", "ADVANCE", "ADVANCE", "COMPLETE");
            assertThat(rolloutScene.rollout(id).path("evaluationError").isNull())
                    .isTrue();
            try (TestServer again = TestServer.startBare(older.databaseUrl(), KEYS)) {
                var next = new RolloutScene(again);
                next.seed(next.start(), next.service("b", 2));
                assertThat(TestServer.json(again.get("/api/v1/audit/verify"))
                                .path("intact")
                                .asBoolean())
                        .isTrue();
            }
        }
    }

    private static void migrateAsNewerServersDo(JdbcClient jdbc) {
        List<String> tables =
                jdbc.sql("""
                        select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                          and relname <> 'flyway_schema_history'
                        """).query((row, index) -> row.getString(1)).list();
        assertThat(tables).hasSizeGreaterThan(70);
        for (String table : tables) {
            jdbc.sql("alter table " + table + " add column of_a_newer_server text not null default 'new'")
                    .update();
        }
        jdbc.sql("create table of_a_newer_server (id text primary key)").update();
        jdbc.sql("""
                        insert into flyway_schema_history
                        select installed_rank + 1, '999', 'newer', 'SQL', 'V999__newer.sql', 1, installed_by, now(), 1, true
                        from flyway_schema_history order by installed_rank desc limit 1
                        """).update();
    }
}
