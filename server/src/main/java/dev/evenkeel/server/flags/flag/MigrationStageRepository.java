// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The revisions at which flags of migrations reached their current stages, in the database.
@Component
class MigrationStageRepository {
    private final JdbcClient jdbc;

    MigrationStageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(long sinceRevision, long changedRevision) {}

    Optional<Row> findByFlag(String environment, String flag) {
        return jdbc.sql(
                        "SELECT since_revision, changed_revision FROM migration_stage WHERE environment = ? AND flag = ?")
                .params(environment, flag)
                .query(RecordRowMapper.of(Row.class))
                .optional();
    }

    /// Records that all clients with the revision are at one stage.
    void saveStage(String environment, String flag, long revision) {
        jdbc.sql("""
                        INSERT INTO migration_stage (environment, flag, since_revision, changed_revision)
                        VALUES (:environment, :flag, :revision, :revision)
                        ON CONFLICT (environment, flag)
                        DO UPDATE SET since_revision = excluded.since_revision, changed_revision = excluded.changed_revision
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("revision", revision)
                .update();
    }

    /// Records that the revision changed which clients are at which stage, and that all of them write the same
    /// stores as before; `since` stays.
    void saveChange(String environment, String flag, long revision) {
        jdbc.sql("""
                        INSERT INTO migration_stage (environment, flag, since_revision, changed_revision)
                        VALUES (:environment, :flag, :revision, :revision)
                        ON CONFLICT (environment, flag) DO UPDATE SET changed_revision = excluded.changed_revision
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("revision", revision)
                .update();
    }
}
