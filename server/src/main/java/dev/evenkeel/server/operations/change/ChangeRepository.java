// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.files.change.ExternalChangeReport;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of reported changes.
@Component
class ChangeRepository {
    private static final RecordRowMapper<Change> CHANGE = RecordRowMapper.of(Change.class);
    private static final RecordRowMapper<ExternalChangeReport.Details> DETAILS =
            RecordRowMapper.of(ExternalChangeReport.Details.class);

    private final JdbcClient jdbc;

    ChangeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts a change, unless a change with this origin exists.
    ///
    /// @return whether the change was inserted
    boolean insert(RecordedChange fresh, Instant recordedAt) {
        ExternalChangeReport.Details details = fresh.details();
        return jdbc.sql("""
                        INSERT INTO change (id, source, external_id, service, environment, kind, status, started_at,
                            finished_at, committed_at, title, author, artifact, link, unplanned, fixes, technologies,
                            recorded_at)
                        VALUES (:id, :source, :externalId, :service, :environment, :kind, :status, :startedAt,
                            :finishedAt, :committedAt, :title, :author, :artifact, :link, :unplanned, :fixes,
                            :technologies, :at)
                        ON CONFLICT (source, external_id) DO NOTHING
                        """)
                        .paramSource(fresh.change())
                        .param("source", fresh.origin().source())
                        .param("externalId", fresh.origin().id())
                        .param("title", details.title())
                        .param("author", details.author())
                        .param("artifact", details.artifact())
                        .param("link", details.link())
                        .param("fixes", details.fixes())
                        .param("technologies", details.technologies())
                        .param("at", recordedAt)
                        .update()
                == 1;
    }

    /// Sets the final status of a running change.
    ///
    /// @return whether the change was running
    boolean finish(String id, ChangeStatus status, Instant at) {
        return jdbc.sql("""
                        UPDATE change SET status = :status, finished_at = greatest(:at, started_at)
                        WHERE id = :id AND status = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("status", status)
                        .param("at", at)
                        .update()
                == 1;
    }

    /// Finds the change with this origin and locks it until the transaction ends.
    Optional<RecordedChange> lockByOrigin(ExternalChangeReport.Origin origin) {
        return jdbc.sql("SELECT * FROM change WHERE source = ? AND external_id = ? FOR UPDATE")
                .params(origin.source(), origin.id())
                .query(ChangeRepository::mapRow)
                .optional();
    }

    Optional<RecordedChange> findById(String id) {
        return jdbc.sql("SELECT * FROM change WHERE id = ?")
                .param(id)
                .query(ChangeRepository::mapRow)
                .optional();
    }

    /// Finds the change that this report rolled back; empty when the report is new.
    Optional<String> findRolledBackBy(ExternalChangeReport.Origin origin) {
        return jdbc.sql("SELECT change FROM change_rollback WHERE source = ? AND external_id = ?")
                .params(origin.source(), origin.id())
                .query(String.class)
                .optional();
    }

    /// Finds the change that finished last, at `by` or before, and was not rolled back; locks it until the
    /// transaction ends.
    Optional<RecordedChange> lockNewestDone(String service, String environment, Instant by) {
        return jdbc.sql("""
                        SELECT * FROM change
                        WHERE service = ? AND environment = ? AND status = 'COMPLETED' AND rolled_back_at IS NULL
                          AND finished_at <= ?
                        ORDER BY finished_at DESC, id DESC LIMIT 1 FOR UPDATE
                        """)
                .params(service, environment, by)
                .query(ChangeRepository::mapRow)
                .optional();
    }

    void markRolledBack(String id, ExternalChangeReport.Origin origin, Instant at) {
        jdbc.sql("""
                        WITH noted AS (
                            INSERT INTO change_rollback (source, external_id, change) VALUES (:source, :externalId, :id))
                        UPDATE change SET rolled_back_at = :at WHERE id = :id
                        """)
                .param("source", origin.source())
                .param("externalId", origin.id())
                .param("id", id)
                .param("at", at)
                .update();
    }

    /// Stores a manually set outcome.
    ///
    /// @return whether the change exists
    boolean setOutcome(String id, RecordedChange.ManualOutcome word) {
        return jdbc.sql("UPDATE change SET outcome = ?, outcome_reason = ? WHERE id = ?")
                        .params(word.outcome(), word.reason(), id)
                        .update()
                == 1;
    }

    /// Returns changes that fix one of these changes.
    List<RecordedChange> listRepairsOf(List<String> ids) {
        return jdbc.sql("SELECT * FROM change WHERE fixes = ANY(?) ORDER BY started_at, id")
                .param(ids)
                .query(ChangeRepository::mapRow)
                .list();
    }

    /// Returns changes that ended in a period or are still running, newest first.
    ///
    /// @param service null for all services
    /// @param environment null for all environments
    /// @param most maximum number of results
    List<RecordedChange> listBetween(
            @Nullable String service, @Nullable String environment, Instant from, Instant to, int most) {
        return jdbc.sql("""
                        SELECT * FROM change
                        WHERE (:service::text IS NULL OR service = :service)
                          AND (:environment::text IS NULL OR environment = :environment)
                          AND started_at < :to AND (finished_at IS NULL OR finished_at >= :from)
                        ORDER BY coalesce(finished_at, started_at) DESC, id DESC LIMIT :most
                        """)
                .param("service", service)
                .param("environment", environment)
                .param("from", from)
                .param("to", to)
                .param("most", most)
                .query(ChangeRepository::mapRow)
                .list();
    }

    /// Returns a page of changes that started before a cursor, newest first; ties are ordered by id.
    ///
    /// @param at start time of the cursor
    /// @param before id of the cursor
    List<RecordedChange> listNewest(ChangeSearchCriteria search, Instant at, String before, int most) {
        return jdbc.sql("""
                        SELECT * FROM change
                        WHERE (:service::text IS NULL OR service = :service)
                          AND (:kind::text IS NULL OR kind = :kind)
                          AND (:state::text IS NULL
                               OR :state = CASE WHEN rolled_back_at IS NULL THEN status ELSE 'ROLLED_BACK' END)
                          AND (:text = '' OR strpos(lower(concat_ws(' ', id, title, service, environment, author,
                               artifact)), lower(:text)) > 0)
                          AND (started_at, id COLLATE "C") < (:at, :before COLLATE "C")
                        ORDER BY started_at DESC, id COLLATE "C" DESC LIMIT :most
                        """)
                .param("service", search.service())
                .param("kind", search.kind())
                .param("state", search.state())
                .param("text", search.text())
                .param("at", at)
                .param("before", before)
                .param("most", most)
                .query(ChangeRepository::mapRow)
                .list();
    }

    /// Returns all running changes, oldest first.
    List<RecordedChange> listRunning(int most) {
        return jdbc.sql("SELECT * FROM change WHERE status = 'RUNNING' ORDER BY started_at, id LIMIT ?")
                .param(most)
                .query(ChangeRepository::mapRow)
                .list();
    }

    /// Returns changes that declare introduced technologies, oldest first.
    List<RecordedChange> listIntroducing() {
        return jdbc.sql("SELECT * FROM change WHERE technologies IS NOT NULL ORDER BY started_at, id")
                .query(ChangeRepository::mapRow)
                .list();
    }

    /// Returns running changes of a service, oldest first.
    List<RecordedChange> listRunningByService(String service, String environment) {
        return jdbc.sql("""
                        SELECT * FROM change
                        WHERE service = ? AND environment = ? AND status = 'RUNNING' ORDER BY started_at, id
                        """)
                .params(service, environment)
                .query(ChangeRepository::mapRow)
                .list();
    }

    private static RecordedChange mapRow(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        return new RecordedChange(
                CHANGE.mapRow(row, index),
                new ExternalChangeReport.Origin(row.getString("source"), row.getString("external_id")),
                DETAILS.mapRow(row, index),
                SqlInstants.readNullable(row, "rolled_back_at"),
                outcome == null
                        ? null
                        : new RecordedChange.ManualOutcome(
                                ChangeOutcome.valueOf(outcome),
                                Objects.requireNonNullElse(row.getString("outcome_reason"), "")));
    }
}
