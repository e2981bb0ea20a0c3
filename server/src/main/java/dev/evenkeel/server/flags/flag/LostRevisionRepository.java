// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Revisions of the database, and revisions that a restored database has lost.
@Component
class LostRevisionRepository {
    private final JdbcClient jdbc;

    LostRevisionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the key that signs revisions.
    byte[] getSigningKey() {
        return jdbc.sql("SELECT key FROM revision_signing_key")
                .query(byte[].class)
                .single();
    }

    /// Whether the database lacks a revision, or has a different one with that number. Revisions before the
    /// last declared restore do not count.
    boolean isLost(SdkRevisionTokenPayload given) {
        return jdbc.sql("""
                        SELECT e.restored_revision <= :revision
                               AND (e.revision < :revision OR r.committed_at <> :committedAt)
                          FROM environment e
                          LEFT JOIN environment_revision r ON r.environment = e.name AND r.revision = :revision
                         WHERE e.name = :environment
                        """)
                .paramSource(given)
                .query((row, index) -> row.getBoolean(1))
                .optional()
                .orElse(false);
    }

    /// Records that a revision is lost, and notifies every server when the transaction commits.
    ///
    /// @return whether it is the first lost revision of the environment
    boolean markLost(SdkRevisionTokenPayload given, Instant at) {
        boolean first = jdbc.sql("""
                        UPDATE environment SET lost_revision = :revision, lost_revision_detected_at = :at
                         WHERE name = :environment AND lost_revision IS NULL AND restored_revision <= :revision
                        """).paramSource(given).param("at", at).update() > 0;
        jdbc.sql("""
                        UPDATE environment SET lost_revision = :revision
                         WHERE name = :environment AND lost_revision < :revision
                        """).paramSource(given).update();
        jdbc.sql("SELECT pg_notify(?, ?)")
                .params(FlagRepository.CHANNEL, given.environment())
                .query((ResultSet row) -> {});
        return first;
    }

    /// Returns the newest lost revision of each environment.
    List<DatabaseLostRevision> listLost() {
        return jdbc.sql("""
                        SELECT name AS environment, lost_revision AS client_revision, revision AS database_revision,
                               lost_revision_detected_at AS since
                          FROM environment
                         WHERE lost_revision IS NOT NULL
                        """)
                .query(RecordRowMapper.of(DatabaseLostRevision.class))
                .list();
    }

    /// Records that the environment continues at a revision after a declared restore, and clears its lost
    /// revision.
    void markRestored(String environment, long revision) {
        jdbc.sql("""
                        UPDATE environment SET restored_revision = ?, lost_revision = NULL, lost_revision_detected_at = NULL
                         WHERE name = ?
                        """).params(revision, environment).update();
    }
}
