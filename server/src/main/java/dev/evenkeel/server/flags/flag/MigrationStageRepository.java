// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Since when the flags of migrations are where they are.
@Component
class MigrationStageRepository {
    private final JdbcClient jdbc;

    MigrationStageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(long since, long changed) {}

    Optional<Row> find(String environment, String flag) {
        return jdbc.sql("SELECT since, changed FROM flag_stage WHERE environment = ? AND flag_key = ?")
                .params(environment, flag)
                .query((row, index) -> new Row(row.getLong("since"), row.getLong("changed")))
                .optional();
    }

    /// Everybody who has the revision is at one stage.
    void together(String environment, String flag, long revision) {
        jdbc.sql("""
                        INSERT INTO flag_stage (environment, flag_key, since, changed)
                        VALUES (:environment, :flag, :revision, :revision)
                        ON CONFLICT (environment, flag_key)
                        DO UPDATE SET since = excluded.since, changed = excluded.changed
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("revision", revision)
                .update();
    }

    /// The revision changed who is at which stage, and all of them write as much as before.
    void changed(String environment, String flag, long revision) {
        jdbc.sql("""
                        INSERT INTO flag_stage (environment, flag_key, since, changed)
                        VALUES (:environment, :flag, :revision, :revision)
                        ON CONFLICT (environment, flag_key) DO UPDATE SET changed = excluded.changed
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("revision", revision)
                .update();
    }
}
