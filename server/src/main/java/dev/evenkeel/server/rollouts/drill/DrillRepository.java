// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
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

/// The stored drills.
@Component
class DrillRepository {
    private static final RecordRowMapper<Drill> DRILL = RecordRowMapper.of(Drill.class)
            .parsing(Duration.class, millis -> Duration.ofMillis(Long.parseLong(millis)))
            .json(CandidateRehearsalRun.class);

    private final JdbcClient jdbc;

    DrillRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Drill drill) {
        jdbc.sql("""
                        insert into rollback_drill
                            (id, environment, flag, plan_version, expected_millis, stage, started_by, reason, started_at, revision,
                             rehearsal)
                        values (:id, :environment, :flag, :planVersion, :expectedMillis, :stage, :startedBy, :reason, :startedAt,
                                :revision, :rehearsal::jsonb)
                        """)
                .paramSource(drill)
                .param("expectedMillis", drill.expectedTime().toMillis())
                .param("startedAt", drill.timestamps().startedAt())
                .param("revision", drill.timestamps().revision())
                .param("rehearsal", toJson(drill.rehearsal()))
                .update();
    }

    /// Stores the progress of a drill.
    void update(Drill drill) {
        jdbc.sql("""
                        update rollback_drill
                           set active_at = :activeAt, first_outcome_at = :firstOutcomeAt, decided_at = :decidedAt,
                               rollback_revision = :rollbackRevision, rolled_back_at = :rolledBackAt, last_outcome_at = :lastOutcomeAt,
                               ended_at = :endedAt, rehearsal = :rehearsal::jsonb, failure_reason = :failureReason
                         where id = :id
                        """)
                .paramSource(drill.timestamps())
                .param("id", drill.id())
                .param("rehearsal", toJson(drill.rehearsal()))
                .param("failureReason", drill.failureReason())
                .update();
    }

    /// Returns the ids of running drills.
    List<String> listRunningIds() {
        return jdbc.sql("select id from rollback_drill where ended_at is null order by started_at")
                .query((row, index) -> row.getString(1))
                .list();
    }

    boolean isRunning(String environment, String flag) {
        return !query(
                        "where environment = :environment and flag = :flag and ended_at is null",
                        Map.of("environment", environment, "flag", flag))
                .isEmpty();
    }

    /// Locks a running drill; empty when it is not running or another session has locked it.
    Optional<Drill> tryLock(String id) {
        return query("where id = :id and ended_at is null for update skip locked", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Locks a running drill, waiting for other sessions; empty when it is not running.
    Optional<Drill> lock(String id) {
        return query("where id = :id and ended_at is null for update", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Returns drills of a flag, newest first.
    List<Drill> listNewest(String environment, String flag, int limit) {
        return query(
                "where environment = :environment and flag = :flag order by started_at desc, id limit :limit",
                Map.of("environment", environment, "flag", flag, "limit", limit));
    }

    /// Returns the drill of a flag that ended last.
    Optional<Drill> findNewestEnded(String environment, String flag) {
        return query("""
                        where environment = :environment and flag = :flag and ended_at is not null
                        order by ended_at desc, id limit 1""", Map.of("environment", environment, "flag", flag)).stream()
                .findFirst();
    }

    /// Returns drills started since an instant, and those with the given ids, oldest first.
    List<Drill> listStartedSince(Instant from, Collection<String> ids) {
        return query(
                "where started_at >= :from or id = any(:ids) order by started_at, id",
                Map.of("from", from, "ids", ids));
    }

    /// Returns drills that ended before an instant.
    List<Drill> listEndedBefore(Instant before) {
        return query("where ended_at < :before", Map.of("before", before));
    }

    /// Marks the drills that ended before an instant as cleaned up, and returns the ids of those that were not
    /// marked before.
    List<String> markCleanedUp(Instant endedBefore) {
        return jdbc.sql("""
                        update rollback_drill set cleaned_up = true
                         where not cleaned_up and ended_at < :before returning id
                        """)
                .param("before", endedBefore)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<Drill> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select id, environment, flag, plan_version, expected_millis as expected_time, stage, started_by, reason, started_at, revision,
                               active_at, first_outcome_at, decided_at, rollback_revision, rolled_back_at, last_outcome_at, ended_at,
                               rehearsal, failure_reason
                          from rollback_drill\s""" + condition).params(parameters).query(DRILL).list();
    }

    private static @Nullable String toJson(@Nullable CandidateRehearsalRun run) {
        return run == null ? null : JsonMapper.shared().writeValueAsString(run);
    }
}
