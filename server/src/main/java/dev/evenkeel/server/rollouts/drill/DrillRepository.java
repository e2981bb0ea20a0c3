// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The drills. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class DrillRepository {
    private final JdbcClient jdbc;

    DrillRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Drill begun) {
        jdbc.sql("""
                        insert into rollback_drill
                            (id, environment, flag, plan_version, expected_ms, stage, person, reason, ordered_at, revision,
                             rehearsal)
                        values (:id, :environment, :flag, :planVersion, :expected, :stage, :person, :reason, :orderedAt,
                                :revision, :rehearsal::jsonb)
                        """)
                .param("id", begun.id())
                .param("environment", begun.environment())
                .param("flag", begun.flag())
                .param("planVersion", begun.planVersion())
                .param("expected", begun.expectedTime().toMillis())
                .param("stage", begun.stage())
                .param("person", begun.person())
                .param("reason", begun.reason())
                .param("orderedAt", Timestamp.from(begun.marks().orderedAt()))
                .param("revision", begun.marks().revision())
                .param("rehearsal", text(begun.rehearsal()))
                .update();
    }

    /// Stores how far a drill is.
    void save(Drill drill) {
        Drill.Timestamps marks = drill.marks();
        jdbc.sql("""
                        update rollback_drill
                           set active_at = :activeAt, first_outcome_at = :firstOutcomeAt, decided_at = :decidedAt,
                               back_revision = :backRevision, back_at = :backAt, last_outcome_at = :lastOutcomeAt,
                               ended_at = :endedAt, rehearsal = :rehearsal::jsonb, fault = :fault
                         where id = :id
                        """)
                .param("id", drill.id())
                .param("activeAt", timestamp(marks.activeAt()))
                .param("firstOutcomeAt", timestamp(marks.firstOutcomeAt()))
                .param("decidedAt", timestamp(marks.decidedAt()))
                .param("backRevision", marks.backRevision())
                .param("backAt", timestamp(marks.backAt()))
                .param("lastOutcomeAt", timestamp(marks.lastOutcomeAt()))
                .param("endedAt", timestamp(marks.endedAt()))
                .param("rehearsal", text(drill.rehearsal()))
                .param("fault", drill.fault())
                .update();
    }

    /// Ids of those that run.
    List<String> running() {
        return jdbc.sql("select id from rollback_drill where ended_at is null order by ordered_at")
                .query((row, index) -> row.getString(1))
                .list();
    }

    boolean isRunning(String environment, String flag) {
        return !query(
                        "where environment = :environment and flag = :flag and ended_at is null",
                        Map.of("environment", environment, "flag", flag))
                .isEmpty();
    }

    /// Locks one that runs; empty when it does not, or when somebody else has locked it.
    Optional<Drill> lockIfFree(String id) {
        return query("where id = :id and ended_at is null for update skip locked", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Locks one that runs, once nobody else has locked it; empty when it does not.
    Optional<Drill> lock(String id) {
        return query("where id = :id and ended_at is null for update", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Drills of a flag, newest first.
    List<Drill> newest(String environment, String flag, int limit) {
        return query(
                "where environment = :environment and flag = :flag order by ordered_at desc, id limit :limit",
                Map.of("environment", environment, "flag", flag, "limit", limit));
    }

    /// The drill of a flag that ended last.
    Optional<Drill> newestEnded(String environment, String flag) {
        return query("""
                        where environment = :environment and flag = :flag and ended_at is not null
                        order by ended_at desc, id limit 1""", Map.of("environment", environment, "flag", flag)).stream()
                .findFirst();
    }

    /// Drills that were ordered since an instant, and those of some ids, the oldest first.
    List<Drill> orderedSince(Instant from, Collection<String> ids) {
        return query(
                "where ordered_at >= :from or id = any(:ids) order by ordered_at, id",
                Map.of("from", Timestamp.from(from), "ids", ids.toArray(String[]::new)));
    }

    /// Drills that ended before an instant.
    List<Drill> endedBefore(Instant before) {
        return query("where ended_at < :before", Map.of("before", Timestamp.from(before)));
    }

    /// Ids of those that ended before an instant and whose outcomes are still expected; from now on they
    /// are not.
    List<String> tidy(Instant endedBefore) {
        return jdbc.sql("""
                        update rollback_drill set tidied = true
                         where not tidied and ended_at < :before returning id
                        """)
                .param("before", Timestamp.from(endedBefore))
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<Drill> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select id, environment, flag, plan_version, expected_ms, stage, person, reason, ordered_at, revision,
                               active_at, first_outcome_at, decided_at, back_revision, back_at, last_outcome_at, ended_at,
                               rehearsal, fault
                          from rollback_drill\s""" + condition)
                .params(parameters)
                .query((row, index) -> read(row))
                .list();
    }

    private static Drill read(ResultSet row) throws SQLException {
        return new Drill(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                row.getInt("plan_version"),
                Duration.ofMillis(row.getLong("expected_ms")),
                row.getString("stage"),
                row.getString("person"),
                row.getString("reason"),
                new Drill.Timestamps(
                        row.getTimestamp("ordered_at").toInstant(),
                        row.getLong("revision"),
                        instant(row, "active_at"),
                        instant(row, "first_outcome_at"),
                        instant(row, "decided_at"),
                        row.getObject("back_revision", Long.class),
                        instant(row, "back_at"),
                        instant(row, "last_outcome_at"),
                        instant(row, "ended_at")),
                rehearsal(row.getString("rehearsal")),
                row.getString("fault"));
    }

    private static @Nullable String text(@Nullable RehearsalRun run) {
        return run == null ? null : JsonMapper.shared().writeValueAsString(run);
    }

    private static @Nullable RehearsalRun rehearsal(@Nullable String stored) {
        return stored == null ? null : JsonMapper.shared().readValue(stored, RehearsalRun.class);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
