// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlArrays;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored calls of each flag per minute. Sums saturate at the largest `bigint` instead of failing, so that
/// a row with an impossible count, written by a server version that did not limit the counts of a batch, blocks
/// nothing. Every method runs in the caller's transaction, in one round trip.
@Component
public class FlagCallCountRepository {
    private static final int SHARDS = 8;
    /* Differs between servers. */
    private static final long FIRST_SHARD = ThreadLocalRandom.current().nextInt(SHARDS);

    private final JdbcClient jdbc;

    FlagCallCountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds calls to the minute in which they arrived. Each thread of a server adds to its own row of the minute, so
    /// that threads do not wait for each other.
    ///
    /// @param calls calls of flags, in the order of their keys, so that concurrent calls never deadlock
    public void add(Collection<FlagCalls> calls, Instant receivedAt) {
        if (calls.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into outcome_minute as stored (environment, flag, minute, shard, calls, failures)
                        select environment, flag, :minute, :shard, calls, failures
                        from unnest(:environments, :flags, :calls, :failures) as told (environment, flag, calls, failures)
                        order by environment, flag
                        on conflict (environment, flag, minute, shard) do update
                        set calls = least(stored.calls, 9223372036854775807 - excluded.calls) + excluded.calls,
                            failures = least(stored.failures, 9223372036854775807 - excluded.failures)
                                + excluded.failures
                        """)
                .param("minute", receivedAt.truncatedTo(ChronoUnit.MINUTES))
                .param(
                        "shard",
                        Math.floorMod(FIRST_SHARD + Thread.currentThread().threadId(), SHARDS))
                .param(
                        "environments",
                        SqlArrays.toTextArray(calls, one -> one.key().environment()))
                .param("flags", SqlArrays.toTextArray(calls, one -> one.key().flag()))
                .param("calls", SqlArrays.toLongArray(calls, FlagCalls::calls))
                .param("failures", SqlArrays.toLongArray(calls, FlagCalls::failures))
                .update();
    }

    /// Returns calls of a flag in the minutes that start in [from, to), oldest first, at most
    /// [MinuteFlagCallCount#MAX_CALLS] per minute. Minutes without calls are omitted, so no calls and no reports
    /// look the same.
    public List<MinuteFlagCallCount> listMinutes(String environment, String flag, Instant from, Instant to) {
        return jdbc.sql("""
                        select minute, least(sum(calls), :most) as calls, least(sum(failures), :most) as failures
                        from outcome_minute
                        where environment = :environment and flag = :flag and minute >= :from and minute < :to
                        group by minute order by minute
                        """)
                .param("most", MinuteFlagCallCount.MAX_CALLS)
                .param("environment", environment)
                .param("flag", flag)
                .param("from", from)
                .param("to", to)
                .query(RecordRowMapper.of(MinuteFlagCallCount.class))
                .list();
    }

    /// Returns calls per hour, oldest first, including minutes whose rows have been deleted. Hours without
    /// calls are omitted.
    ///
    /// @param from start of an hour
    /// @param to start of an hour, exclusive
    List<HourlyFlagCallCount> listHours(String environment, String flag, Instant from, Instant to) {
        return jdbc.sql("""
                        select hour, least(sum(calls), 9223372036854775807) as calls,
                               least(sum(failures), 9223372036854775807) as failures
                        from (
                            select hour, calls, failures from outcome_hour
                            where environment = :environment and flag = :flag and hour >= :from and hour < :to
                            union all
                            select date_bin('1 hour', minute, 'epoch'), calls, failures from outcome_minute
                            where environment = :environment and flag = :flag and minute >= :from and minute < :to
                            ) as known
                        group by hour order by hour
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("from", from)
                .param("to", to)
                .query(RecordRowMapper.of(HourlyFlagCallCount.class))
                .list();
    }

    /// Adds minutes to their hours and deletes them.
    ///
    /// @param before limit of the minutes, exclusive
    /// @param most maximum number of rows
    /// @return number of deleted rows
    long rollUp(Instant before, int most) {
        return jdbc.sql("""
                        with gone as (
                            delete from outcome_minute where ctid = any(array(
                                select ctid from outcome_minute where minute < :before
                                order by minute limit :most for update skip locked))
                            returning environment, flag, minute, calls, failures),
                        added as (
                            insert into outcome_hour as stored (environment, flag, hour, calls, failures)
                            select environment, flag, date_bin('1 hour', minute, 'epoch') as hour,
                                   least(sum(calls), 9223372036854775807), least(sum(failures), 9223372036854775807)
                            from gone group by environment, flag, hour
                            on conflict (environment, flag, hour) do update
                            set calls = least(stored.calls, 9223372036854775807 - excluded.calls) + excluded.calls,
                                failures = least(stored.failures, 9223372036854775807 - excluded.failures)
                                    + excluded.failures)
                        select count(*) from gone
                        """)
                .param("before", before)
                .param("most", most)
                .query(Long.class)
                .single();
    }
}
