// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantCountsCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored ticks of ended rollouts, summed by hour.
@Component
public class RolloutHourRepository {
    static final String TABLE = "rollout_hour";
    static final String COLUMN = "hour";

    private static final RecordRowMapper<RolloutHour> HOUR =
            RecordRowMapper.of(RolloutHour.class).parsing(VariantCounts.class, VariantCountsCodec::decode);

    private final JdbcClient jdbc;

    RolloutHourRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the hours of a rollout, in chronological order.
    List<RolloutHour> listByRollout(String rollout) {
        return jdbc.sql("""
                        select hour, revision, step, exposure, late, ticks, control, candidate
                        from rollout_hour where rollout = :rollout order by hour, revision, late
                        """).param("rollout", rollout).query(HOUR).list();
    }

    /// Stores an hour; replaces the stored one with the same key.
    public void save(String rollout, RolloutHour hour) {
        jdbc.sql("""
                        insert into rollout_hour
                            (rollout, hour, revision, step, exposure, late, ticks, control, candidate)
                        values (:rollout, :hour, :revision, :step, :exposure, :late, :ticks,
                                :control::jsonb, :candidate::jsonb)
                        on conflict (rollout, hour, revision, late) do update
                        set ticks = excluded.ticks, control = excluded.control, candidate = excluded.candidate
                        """)
                .paramSource(hour)
                .param("rollout", rollout)
                .param("hour", hour.key().hour())
                .param("revision", hour.key().revision())
                .param("late", hour.key().late())
                .param("control", VariantCountsCodec.encode(hour.control()))
                .param("candidate", VariantCountsCodec.encode(hour.candidate()))
                .update();
    }

    /// Locks and returns the earliest ended rollout that ended before an instant, accepts no more outcomes and
    /// still has ticks.
    Optional<String> findExpired(Instant endedBefore) {
        return jdbc.sql("""
                        select id from rollout
                        where ended_at + coalesce((plan #>> '{guardrails,settled,window}')::interval, interval '0') < :limit
                          and exists (select from rollout_tick where rollout = rollout.id)
                        order by ended_at, id limit 1 for update skip locked
                        """)
                .param("limit", endedBefore)
                .query((row, index) -> row.getString(1))
                .optional();
    }

    /// Deletes the ticks of a rollout up to a number, which have been summed.
    public int deleteTicks(String rollout, long upTo, Instant now) {
        jdbc.sql("""
                        update rollout set rolled_up_at = coalesce(rolled_up_at, :now), change_count = change_count + 1
                        where id = :rollout
                        """).param("now", now).param("rollout", rollout).update();
        return jdbc.sql("delete from rollout_tick where rollout = :rollout and number <= :number")
                .param("rollout", rollout)
                .param("number", upTo)
                .update();
    }

    /// Returns since when ticks of a rollout are summed by hour; empty while all ticks are stored.
    Optional<Instant> findRolledUpAt(String rollout) {
        return jdbc.sql("select rolled_up_at from rollout where id = :rollout and rolled_up_at is not null")
                .param("rollout", rollout)
                .query(Instant.class)
                .optional();
    }

    /// Returns when the earliest ended rollout that has ticks ended.
    Optional<Instant> findOldestEnd() {
        return jdbc.sql("""
                        select ended_at from rollout
                        where ended_at is not null and exists (select from rollout_tick where rollout = rollout.id)
                        order by ended_at limit 1
                        """).query(Instant.class).optional();
    }
}
