// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The retention of the rows of accepted batches. Keeps one row per process with the totals and the last
/// sequence number of deleted batches.
///
/// A process numbers its batches and sends them in order, so all batches below a known number are known or
/// never arrived. Deletion has two steps, because a duplicate may arrive at the moment its row is deleted, in a
/// transaction that has read the old state and waits for the row:
///
/// 1. A process is *closed* through the last of its batches that is old enough: from then on these count as
///    known without their rows.
/// 2. Rows are deleted ten minutes after they were closed; no transaction that began before lives that long.
@Component
public class BatchRetention implements RetentionTarget {
    private static final int MOST = 5_000;
    /*
     * A server's transaction takes at most 30 s: it must hear from the database, and the database from it, in that
     * time.
     */
    private static final Duration SETTLES_IN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Duration kept;

    BatchRetention(JdbcClient jdbc, ServerStartOptions options) {
        this.jdbc = jdbc;
        this.kept = options.retention().batches();
    }

    @Override
    public String table() {
        return "outcome_batch";
    }

    @Override
    public PurgeResult purge(Instant now) {
        Instant limit = now.minus(kept);
        long gone = rollUp(limit);
        return PurgeResult.ofRows(gone == 0 && close(limit, now) > 0 ? rollUp(limit) : gone);
    }

    private int close(Instant limit, Instant now) {
        return jdbc.sql("""
                        insert into outcome_total as known (environment, instance, known_through_sequence, known_since)
                        select environment, instance, max(sequence), :now::timestamptz
                        from outcome_batch where received_at < :limit
                        group by environment, instance order by environment, instance
                        on conflict (environment, instance) do update
                        set purgeable_through_sequence = known.known_through_sequence,
                            known_through_sequence = greatest(known.known_through_sequence, excluded.known_through_sequence),
                            known_since = excluded.known_since
                        where known.known_since < :settled
                          and (known.known_through_sequence < excluded.known_through_sequence
                               or known.purgeable_through_sequence < known.known_through_sequence)
                        """)
                .param("now", now)
                .param("limit", limit)
                .param("settled", now.minus(SETTLES_IN))
                .update();
    }

    private long rollUp(Instant limit) {
        return jdbc.sql("""
                        with gone as (
                            delete from outcome_batch where ctid = any(array(
                                select batch.ctid from outcome_batch as batch
                                     join outcome_total using (environment, instance)
                                where batch.received_at < :limit and batch.sequence <= purgeable_through_sequence
                                order by batch.received_at limit :most for update of batch skip locked))
                            returning environment, instance, received_at, calls, dropped, unattributed),
                        added as (
                            update outcome_total as total
                            set batches = total.batches + more.batches,
                                calls = least(total.calls + more.calls, 9223372036854775807),
                                dropped = least(total.dropped + more.dropped, 9223372036854775807),
                                unattributed = least(total.unattributed + more.unattributed, 9223372036854775807),
                                first_received_at = least(total.first_received_at, more.first_received_at),
                                last_received_at = greatest(total.last_received_at, more.last_received_at)
                            from (select environment, instance, count(*) as batches, sum(calls) as calls,
                                         sum(dropped) as dropped, sum(unattributed) as unattributed,
                                         min(received_at) as first_received_at, max(received_at) as last_received_at
                                  from gone group by environment, instance) as more
                            where total.environment = more.environment and total.instance = more.instance),
                        lost as (
                            insert into outcome_loss as known (environment, minute, dropped, unattributed)
                            select environment, date_bin('1 minute', received_at, 'epoch') as minute,
                                   least(sum(dropped), 9223372036854775807),
                                   least(sum(unattributed), 9223372036854775807)
                            from gone where dropped > 0 or unattributed > 0 group by environment, minute
                            on conflict (environment, minute) do update
                            set dropped = least(known.dropped, 9223372036854775807 - excluded.dropped)
                                    + excluded.dropped,
                                unattributed = least(known.unattributed, 9223372036854775807 - excluded.unattributed)
                                    + excluded.unattributed)
                        select count(*) from gone
                        """)
                .param("limit", limit)
                .param("most", MOST)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Instant> findOldest() {
        return ExpiredRowsTarget.findOldest(jdbc, table(), "received_at");
    }
}
