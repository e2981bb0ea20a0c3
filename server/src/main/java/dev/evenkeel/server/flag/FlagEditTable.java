// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which revisions made which flags evaluate differently. Every method runs in the caller's transaction if there is
/// one.
@Component
class FlagEditTable {
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    FlagEditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes which flags an edit made evaluate differently, and what it schedules for them.
    ///
    /// @param onlySwitchesOff whether the edit does nothing but switch flags off
    void insert(String environment, DefinitionRevision change, List<EditedFlag> edited, boolean onlySwitchesOff) {
        String[] keys = edited.stream().map(EditedFlag::key).toArray(String[]::new);
        jdbc.sql("""
                        INSERT INTO flag_edit (environment, flag_key, revision, effect)
                        SELECT :environment, flag_key, :revision, effect FROM unnest(:keys, :effects) AS t (flag_key, effect)
                        """)
                .param("environment", environment)
                .param("revision", change.revision())
                .param("keys", keys)
                .param(
                        "effects",
                        edited.stream()
                                .map(flag -> onlySwitchesOff
                                        ? FlagAlteration.Effect.SWITCHED_OFF
                                        : flag.effect(change.changedAt()))
                                .map(FlagAlteration.Effect::name)
                                .toArray(String[]::new))
                .update();
        edited.stream().filter(EditedFlag::isScheduled).forEach(flag -> schedule(environment, change, flag));
    }

    /* What stays scheduled keeps the revision that scheduled it. */
    private void schedule(String environment, DefinitionRevision change, EditedFlag flag) {
        Timestamp now = Timestamp.from(change.changedAt());
        Timestamp[] due = flag.scheduled().stream()
                .filter(at -> at.isAfter(change.changedAt()))
                .distinct()
                .map(Timestamp::from)
                .toArray(Timestamp[]::new);
        jdbc.sql("""
                        DELETE FROM flag_due
                         WHERE environment = :environment AND flag_key = :flag AND due_at > :now
                           AND due_at <> ALL (:due::timestamptz[])
                        """)
                .param("environment", environment)
                .param("flag", flag.key())
                .param("now", now)
                .param("due", due)
                .update();
        jdbc.sql("""
                        INSERT INTO flag_due (environment, flag_key, due_at, revision)
                        SELECT :environment, :flag, due_at, :revision FROM unnest(:due::timestamptz[]) AS due_at
                        ON CONFLICT DO NOTHING
                        """)
                .param("environment", environment)
                .param("flag", flag.key())
                .param("revision", change.revision())
                .param("due", due)
                .update();
    }

    /// Who edited a flag after a revision, the last one first. Edits that only switched flags off do not count.
    List<String> editors(String environment, String flag, long revision) {
        return jdbc.sql("""
                        SELECT changed_by FROM flag_edit JOIN flag_set USING (environment, revision)
                         WHERE environment = ? AND flag_key = ? AND revision > ?
                           AND effect NOT IN ('SWITCHED_OFF', 'DELETED')
                         GROUP BY changed_by ORDER BY max(revision) DESC
                        """)
                .params(environment, flag, revision)
                .query((row, index) -> row.getString("changed_by"))
                .list();
    }

    /// What edits and scheduled changes did to flags from an instant to another, oldest first, the last five hundred.
    /// Nothing is known there of changes that undo others.
    List<FlagAlteration> between(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT * FROM (
                            SELECT environment, flag_key, revision, changed_at AS at, changed_by, reason, effect
                              FROM flag_edit JOIN flag_set USING (environment, revision)
                             WHERE changed_at BETWEEN :from AND :to AND effect NOT IN ('PLANNED', 'WHILE_OFF')
                            UNION ALL
                            SELECT environment, flag_key, revision, due_at, changed_by, reason, 'SCHEDULED'
                              FROM flag_due JOIN flag_set USING (environment, revision)
                             WHERE due_at BETWEEN :from AND :to
                             ORDER BY at DESC, environment, revision DESC, flag_key LIMIT :most) AS found
                         ORDER BY at, environment, revision, flag_key
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("most", MOST)
                .query((row, index) -> alteration(row))
                .list();
    }

    private static FlagAlteration alteration(ResultSet row) throws SQLException {
        return new FlagAlteration(
                row.getString("environment"),
                row.getString("flag_key"),
                new DefinitionRevision(
                        row.getLong("revision"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("changed_by"),
                        Objects.requireNonNullElse(row.getString("reason"), "")),
                FlagAlteration.Effect.valueOf(row.getString("effect")),
                null,
                false);
    }
}
