// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which revisions the database has, and which it has lost. Every method runs in the caller's transaction if
/// there is one, in one round trip.
@Component
class RevisionRepository {
    private final JdbcClient jdbc;

    RevisionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The key that signs revisions.
    byte[] key() {
        return jdbc.sql("SELECT key FROM revision_key").query(byte[].class).single();
    }

    /// Whether the database lacks a revision, or has another of that number. Those from before the last restore
    /// that was declared do not count.
    boolean isLost(RevisionToken given) {
        return jdbc.sql("""
                        SELECT e.restored_revision <= :revision
                               AND (e.revision < :revision OR r.committed_at <> :committedAt)
                          FROM environment e
                          LEFT JOIN environment_revision r ON r.environment = e.name AND r.revision = :revision
                         WHERE e.name = :environment
                        """)
                .param("environment", given.environment())
                .param("revision", given.revision())
                .param("committedAt", Timestamp.from(given.committedAt()))
                .query((row, index) -> row.getBoolean(1))
                .optional()
                .orElse(false);
    }

    /// Notes that a revision is lost, and tells every server when the transaction commits.
    ///
    /// @return whether none of the environment was known to be lost before
    boolean mark(RevisionToken given, Instant at) {
        boolean first = jdbc.sql("""
                        UPDATE environment SET lost_revision = :revision, lost_at = :at
                         WHERE name = :environment AND lost_revision IS NULL AND restored_revision <= :revision
                        """)
                        .param("environment", given.environment())
                        .param("revision", given.revision())
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
        jdbc.sql("""
                        UPDATE environment SET lost_revision = :revision
                         WHERE name = :environment AND lost_revision < :revision
                        """)
                .param("environment", given.environment())
                .param("revision", given.revision())
                .update();
        jdbc.sql("SELECT pg_notify(?, ?)")
                .params(FlagRepository.CHANNEL, given.environment())
                .query((ResultSet row) -> {});
        return first;
    }

    /// What is lost, the newest of each environment.
    List<LostRevision> lost() {
        return jdbc.sql("""
                        SELECT name, lost_revision, revision, lost_at FROM environment WHERE lost_revision IS NOT NULL
                        """)
                .query((row, index) -> new LostRevision(
                        row.getString("name"),
                        row.getLong("lost_revision"),
                        row.getLong("revision"),
                        row.getTimestamp("lost_at").toInstant()))
                .list();
    }

    /// The environment goes on at a revision after a restore that was declared: nothing of it is lost any more.
    void restored(String environment, long revision) {
        jdbc.sql("""
                        UPDATE environment SET restored_revision = ?, lost_revision = NULL, lost_at = NULL
                         WHERE name = ?
                        """).params(revision, environment).update();
    }
}
