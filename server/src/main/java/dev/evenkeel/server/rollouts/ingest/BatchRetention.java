// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The names of accepted batches. When they go, their sums and the last of their numbers stay, one row for each
/// process.
///
/// A process numbers its batches and sends them in order, so that all below a number that is known are known,
/// or came never. In two steps, because a batch may be sent once more at the very moment in which its row goes,
/// by somebody who looked before and waits for the row:
///
/// 1. A process is *closed* through the last of its batches that is old enough: from now on these count
///    as known without their rows.
/// 2. Rows go when they have been closed for ten minutes: no transaction that began before lives that long.
@Component
public class BatchRetention implements RetentionTarget {
    private static final int MOST = 5_000;
    /* A server's transaction lasts 30 s at most: it has to hear from the database, and the database from it, within. */
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
    public PurgeResult remove(Instant now) {
        Instant limit = now.minus(kept);
        long gone = rollUp(limit);
        return PurgeResult.rows(gone == 0 && close(limit, now) > 0 ? rollUp(limit) : gone);
    }

    private int close(Instant limit, Instant now) {
        return jdbc.sql("""
                        insert into outcome_total as known (environment, instance, closed_through, closed_at)
                        select environment, instance, max(sequence), :now::timestamptz
                        from outcome_batch where received_at < :limit
                        group by environment, instance order by environment, instance
                        on conflict (environment, instance) do update
                        set settled_through = known.closed_through,
                            closed_through = greatest(known.closed_through, excluded.closed_through),
                            closed_at = excluded.closed_at
                        where known.closed_at < :settled
                          and (known.closed_through < excluded.closed_through
                               or known.settled_through < known.closed_through)
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", Timestamp.from(limit))
                .param("settled", Timestamp.from(now.minus(SETTLES_IN)))
                .update();
    }

    private long rollUp(Instant limit) {
        return jdbc.sql("""
                        with gone as (
                            delete from outcome_batch where ctid = any(array(
                                select batch.ctid from outcome_batch as batch
                                     join outcome_total using (environment, instance)
                                where batch.received_at < :limit and batch.sequence <= settled_through
                                order by batch.received_at limit :most for update of batch skip locked))
                            returning environment, instance, received_at, calls, dropped, unattributed),
                        added as (
                            update outcome_total as total
                            set batches = total.batches + more.batches,
                                calls = least(total.calls + more.calls, 9223372036854775807),
                                dropped = least(total.dropped + more.dropped, 9223372036854775807),
                                unattributed = least(total.unattributed + more.unattributed, 9223372036854775807),
                                first_at = least(total.first_at, more.first_at),
                                last_at = greatest(total.last_at, more.last_at)
                            from (select environment, instance, count(*) as batches, sum(calls) as calls,
                                         sum(dropped) as dropped, sum(unattributed) as unattributed,
                                         min(received_at) as first_at, max(received_at) as last_at
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
                .param("limit", Timestamp.from(limit))
                .param("most", MOST)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Instant> oldest() {
        return ExpiredRowsTarget.oldest(jdbc, table(), "received_at");
    }
}
