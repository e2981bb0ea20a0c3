// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The passes. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class ReconciliationPassRepository {
    private final JdbcClient jdbc;

    ReconciliationPassRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String environment, String flag, StoredReconciliationPass begun) {
        jdbc.sql("""
                        INSERT INTO reconciliation
                            (id, environment, flag, instance, stage, revision, together, started_at, reported_at)
                        VALUES (:id, :environment, :flag, :instance, :stage, :revision, :together, :at, :at)
                        """)
                .param("id", begun.id())
                .param("environment", environment)
                .param("flag", flag)
                .param("instance", begun.instance())
                .param("stage", begun.stage())
                .param("revision", begun.revision())
                .param("together", begun.together())
                .param("at", Timestamp.from(begun.startedAt()))
                .update();
    }

    /// Notes how far a pass is, unless it has finished.
    ///
    /// @return whether there is such a pass
    boolean report(String environment, String id, ReconciliationReportRequest report, Instant at) {
        return jdbc.sql("""
                        WITH known AS (SELECT id FROM reconciliation WHERE id = :id AND environment = :environment),
                             told AS (
                                 UPDATE reconciliation
                                    SET ranges = :ranges, rows = :rows, mismatches = :mismatches,
                                        examples = :examples, reported_at = :at,
                                        finished_at = CASE WHEN :finished THEN :at::timestamptz END
                                  WHERE id IN (SELECT id FROM known) AND finished_at IS NULL)
                        SELECT count(*) FROM known
                        """)
                        .param("id", id)
                        .param("environment", environment)
                        .param("ranges", report.counts().ranges())
                        .param("rows", report.counts().rows())
                        .param("mismatches", report.counts().mismatches())
                        .param("examples", report.counts().examples().toArray(String[]::new))
                        .param("at", Timestamp.from(at))
                        .param("finished", report.finished())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// Passes of a flag, newest first.
    List<StoredReconciliationPass> newest(String environment, String flag, int limit) {
        return query(
                "WHERE environment = :environment AND flag = :flag ORDER BY started_at DESC, id LIMIT :limit",
                Map.of("environment", environment, "flag", flag, "limit", limit));
    }

    /// The pass that finished last, of those that began when every process was at a stage.
    ///
    /// @param since revision since which everybody is there
    /// @param clean whether only those without a mismatch count
    Optional<StoredReconciliationPass> findFinished(
            String environment, String flag, String stage, long since, boolean clean) {
        return query(
                        """
                        WHERE environment = :environment AND flag = :flag AND stage = :stage AND together
                          AND revision >= :since AND finished_at IS NOT NULL AND (mismatches = 0 OR NOT :clean)
                        ORDER BY finished_at DESC, started_at DESC, id LIMIT 1""",
                        Map.of(
                                "environment",
                                environment,
                                "flag",
                                flag,
                                "stage",
                                stage,
                                "since",
                                since,
                                "clean",
                                clean))
                .stream()
                .findFirst();
    }

    /// A pass with what it gave as examples.
    record MismatchExamples(ReconciliationService.PassReference pass, List<String> examples) {}

    /// Passes with examples.
    List<MismatchExamples> withExamples() {
        return jdbc.sql("SELECT id, environment, flag, examples FROM reconciliation WHERE examples <> '{}' ORDER BY id")
                .query((row, index) -> new MismatchExamples(
                        new ReconciliationService.PassReference(
                                row.getString("id"), row.getString("environment"), row.getString("flag")),
                        List.of((String[]) row.getArray("examples").getArray())))
                .list();
    }

    void keepExamples(String id, List<String> examples) {
        jdbc.sql("UPDATE reconciliation SET examples = ? WHERE id = ?")
                .params(examples.toArray(String[]::new), id)
                .update();
    }

    /// Forgets passes that were broken off before an instant, and of each flag all but the newest
    /// finished ones.
    void forget(Instant unfinishedBefore, int finished) {
        jdbc.sql("""
                        DELETE FROM reconciliation WHERE finished_at IS NULL AND reported_at < :before
                            OR id IN (SELECT id FROM (
                                SELECT id, row_number() OVER (
                                           PARTITION BY environment, flag ORDER BY finished_at DESC, id) AS age
                                  FROM reconciliation WHERE finished_at IS NOT NULL) AS aged
                                WHERE age > :finished)
                        """)
                .param("before", Timestamp.from(unfinishedBefore))
                .param("finished", finished)
                .update();
    }

    private List<StoredReconciliationPass> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        SELECT id, instance, stage, revision, together, started_at, reported_at, finished_at, ranges,
                               rows, mismatches, examples
                          FROM reconciliation\s""" + condition)
                .params(parameters)
                .query((row, index) -> read(row))
                .list();
    }

    private static StoredReconciliationPass read(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new StoredReconciliationPass(
                row.getString("id"),
                row.getString("instance"),
                row.getString("stage"),
                row.getLong("revision"),
                row.getBoolean("together"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("reported_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                new StoredReconciliationPass.Counts(
                        row.getLong("ranges"), row.getLong("rows"), row.getLong("mismatches"), List.of((String[])
                                row.getArray("examples").getArray())));
    }
}
