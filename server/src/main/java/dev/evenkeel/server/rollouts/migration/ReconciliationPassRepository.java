// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.api.MigrationApi.ReconciliationCounts;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored reconciliation passes.
@Component
class ReconciliationPassRepository {
    private static final RecordRowMapper<ReconciliationPass> PASS = RecordRowMapper.of(ReconciliationPass.class);

    private final JdbcClient jdbc;

    ReconciliationPassRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String environment, String flag, ReconciliationPass pass) {
        jdbc.sql("""
                        INSERT INTO reconciliation_pass
                            (id, environment, flag, instance, stage, revision, covers_all_writes, started_at, reported_at)
                        VALUES (:id, :environment, :flag, :instance, :stage, :revision, :together, :startedAt, :startedAt)
                        """)
                .paramSource(pass)
                .param("environment", environment)
                .param("flag", flag)
                .update();
    }

    /// Updates the progress of a pass, unless it has finished.
    ///
    /// @return whether the pass exists
    boolean updateProgress(String environment, String id, ReconciliationCounts counts, boolean finished, Instant at) {
        return jdbc.sql("""
                        WITH known AS (SELECT id FROM reconciliation_pass WHERE id = :id AND environment = :environment),
                             told AS (
                                 UPDATE reconciliation_pass
                                    SET ranges = :ranges, rows = :rows, mismatches = :mismatches,
                                        examples = :examples, reported_at = :at,
                                        finished_at = CASE WHEN :finished THEN :at::timestamptz END
                                  WHERE id IN (SELECT id FROM known) AND finished_at IS NULL)
                        SELECT count(*) FROM known
                        """)
                        .paramSource(counts)
                        .param("id", id)
                        .param("environment", environment)
                        .param("at", at)
                        .param("finished", finished)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// Returns passes of a flag, newest first.
    List<ReconciliationPass> listNewest(String environment, String flag, int limit) {
        return query(
                "WHERE environment = :environment AND flag = :flag ORDER BY started_at DESC, id LIMIT :limit",
                Map.of("environment", environment, "flag", flag, "limit", limit));
    }

    /// Returns the last finished pass that started when every process was at a stage.
    ///
    /// @param since revision since which every process is at the stage
    /// @param clean whether only passes without mismatches count
    Optional<ReconciliationPass> findFinished(
            String environment, String flag, String stage, long since, boolean clean) {
        return query(
                        """
                        WHERE environment = :environment AND flag = :flag AND stage = :stage AND covers_all_writes
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

    /// A pass with its examples of mismatches.
    record MismatchExamples(ReconciliationService.PassReference pass, List<String> examples) {}

    /// Returns the passes that have examples.
    List<MismatchExamples> listWithExamples() {
        return jdbc.sql(
                        "SELECT id, environment, flag, examples FROM reconciliation_pass WHERE examples <> '{}' ORDER BY id")
                .query(RecordRowMapper.of(MismatchExamples.class))
                .list();
    }

    void updateExamples(String id, List<String> examples) {
        jdbc.sql("UPDATE reconciliation_pass SET examples = ? WHERE id = ?")
                .params(examples, id)
                .update();
    }

    /// Deletes passes that were interrupted before an instant, and finished passes of each flag except the
    /// newest.
    void deleteObsolete(Instant unfinishedBefore, int finished) {
        jdbc.sql("""
                        DELETE FROM reconciliation_pass WHERE finished_at IS NULL AND reported_at < :before
                            OR id IN (SELECT id FROM (
                                SELECT id, row_number() OVER (
                                           PARTITION BY environment, flag ORDER BY finished_at DESC, id) AS age
                                  FROM reconciliation_pass WHERE finished_at IS NOT NULL) AS aged
                                WHERE age > :finished)
                        """)
                .param("before", unfinishedBefore)
                .param("finished", finished)
                .update();
    }

    private List<ReconciliationPass> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        SELECT id, instance, stage, revision, covers_all_writes AS together, started_at, reported_at, finished_at, ranges,
                               rows, mismatches, examples
                          FROM reconciliation_pass\s""" + condition).params(parameters).query(PASS).list();
    }
}
