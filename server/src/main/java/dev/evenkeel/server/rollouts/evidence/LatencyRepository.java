// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.limits.LimitMeter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The history of latencies per variant. Intake only adds rows, so it never waits; [#fold] adds them up by the
/// hour. Every method runs in the caller's transaction.
///
/// A row that cannot be read, or that has more calls than can be, is left out and counted as refused by the
/// limit `calls-of-a-batch`; [#fold] sets it aside. It stops neither its own variant nor another environment.
@Component
public class LatencyRepository {
    private static final int FOLD_LIMIT = 2_000;
    private static final long MOST_OF_AN_HOUR = 1_000_000_000_000_000L;

    private final JdbcClient jdbc;
    private final LimitMeter limit;
    private final QuarantinedRowRepository setAside;

    LatencyRepository(JdbcClient jdbc, LimitRegistry limits, QuarantinedRowRepository setAside) {
        this.jdbc = jdbc;
        this.setAside = setAside;
        this.limit = limits.of("calls-of-a-batch", OutcomeBatch.MAX_CALLS);
    }

    public void insert(String environment, Instant receivedAt, List<OutcomeSummary> summaries) {
        if (summaries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into latency_arrival (environment, flag, variant, received_at, calls, latency)
                        select :environment, flag, variant, :receivedAt, calls, latency
                        from unnest(:flags, :variants, :calls, :latencies) as row (flag, variant, calls, latency)
                        """)
                .param("environment", environment)
                .param("receivedAt", Timestamp.from(receivedAt))
                .param("flags", summaries.stream().map(OutcomeSummary::flag).toArray(String[]::new))
                .param(
                        "variants",
                        summaries.stream().map(OutcomeSummary::variant).toArray(String[]::new))
                .param("calls", summaries.stream().map(OutcomeSummary::calls).toArray(Long[]::new))
                .param(
                        "latencies",
                        summaries.stream()
                                .map(summary -> summary.latency().encode())
                                .toArray(String[]::new))
                .update();
    }

    /// Number of calls whose latencies are known.
    long calls(VariantKey key, Instant since) {
        return jdbc.sql("""
                        select coalesce(sum(calls), 0) from (
                            select calls from latency_hour
                            where environment = :environment and flag = :flag and variant = :variant and hour >= :since
                              and calls <= :mostOfAnHour
                            union all
                            select calls from latency_arrival
                            where environment = :environment and flag = :flag and variant = :variant
                              and received_at >= :since and calls <= :mostOfABatch) as known
                        """)
                .params(named(key, "since", since))
                .param("mostOfAnHour", MOST_OF_AN_HOUR)
                .param("mostOfABatch", OutcomeBatch.MAX_CALLS)
                .query(Long.class)
                .single();
    }

    /// The newest latencies: newest first, until there are enough or none is left.
    ///
    /// @param enough number of calls to reach; the row that reaches it is taken whole
    LatencyHistogram newest(VariantKey key, Instant since, long enough) {
        List<String> rows = jdbc.sql("""
                        select latency from (
                            select latency, sum(calls) over (order by at desc rows unbounded preceding) - calls as newer
                            from (
                                select hour as at, calls, latency from latency_hour
                                where environment = :environment and flag = :flag and variant = :variant
                                  and hour >= :since and calls <= :mostOfAnHour
                                union all
                                select received_at, calls, latency from latency_arrival
                                where environment = :environment and flag = :flag and variant = :variant
                                  and received_at >= :since and calls <= :mostOfABatch) as known) as ranked
                        where newer < :enough
                        """)
                .params(named(key, "since", since))
                .param("mostOfAnHour", MOST_OF_AN_HOUR)
                .param("mostOfABatch", OutcomeBatch.MAX_CALLS)
                .param("enough", enough)
                .query((row, index) -> row.getString(1))
                .list();
        return sum(rows, MOST_OF_AN_HOUR, (row, problem) -> {});
    }

    /// Adds up by the hour what arrived, in steps of bounded size; several servers may do so at once.
    ///
    /// @param receivedBefore what arrived later keeps its time, so that the newest can be told apart
    /// @return whether there may be more to add up
    boolean fold(Instant receivedBefore) {
        List<LatencyRow> arrivals = jdbc.sql("""
                        delete from latency_arrival where id in (
                            select id from latency_arrival where received_at < :before
                            order by id limit :limit for update skip locked)
                        returning environment, flag, variant, received_at, latency
                        """)
                .param("before", Timestamp.from(receivedBefore))
                .param("limit", FOLD_LIMIT)
                .query((row, index) -> arrival(row))
                .list();
        Map<VariantHourKey, List<String>> byHour = arrivals.stream()
                .collect(Collectors.groupingBy(
                        LatencyRow::key, TreeMap::new, Collectors.mapping(LatencyRow::latency, Collectors.toList())));
        byHour.forEach((key, latencies) -> add(
                key,
                sum(
                        latencies,
                        OutcomeBatch.MAX_CALLS,
                        (latency, problem) -> setAside("latency_arrival", key, latency, problem))));
        return arrivals.size() == FOLD_LIMIT;
    }

    private void add(VariantHourKey key, LatencyHistogram more) {
        List<String> before = jdbc.sql("""
                        insert into latency_hour (environment, flag, variant, hour, calls, latency)
                        values (:environment, :flag, :variant, :hour, 0, :empty)
                        on conflict (environment, flag, variant, hour) do update set calls = latency_hour.calls
                        returning latency
                        """)
                .params(named(key.variant(), "hour", key.hour()))
                .param("empty", new LatencyHistogram().encode())
                .query((row, index) -> row.getString(1))
                .list();
        LatencyHistogram sum =
                sum(before, MOST_OF_AN_HOUR, (latency, problem) -> setAside("latency_hour", key, latency, problem));
        sum.add(more);
        jdbc.sql("""
                        update latency_hour set calls = :calls, latency = :latency
                        where environment = :environment and flag = :flag and variant = :variant and hour = :hour
                        """)
                .params(named(key.variant(), "hour", key.hour()))
                .param("calls", sum.count())
                .param("latency", sum.encode())
                .update();
    }

    private static Map<String, Object> named(VariantKey key, String name, Instant instant) {
        return Map.of(
                "environment",
                key.environment(),
                "flag",
                key.flag(),
                "variant",
                key.variant(),
                name,
                Timestamp.from(instant));
    }

    /// @param most calls of one of them; those with more are left out
    /// @param leftOut gets what is left out, and why
    private LatencyHistogram sum(List<String> encoded, long most, BiConsumer<String, String> leftOut) {
        var sum = new LatencyHistogram();
        for (String one : encoded) {
            try {
                LatencyHistogram sketch = LatencyHistogram.decode(one);
                if (sketch.count() <= most) {
                    sum.add(sketch);
                    continue;
                }
                leftOut.accept(one, sketch.count() + " calls, at most " + most + " are possible");
            } catch (IllegalArgumentException e) {
                leftOut.accept(one, String.valueOf(e.getMessage()));
            }
            limit.refuse();
        }
        return sum;
    }

    private void setAside(String table, VariantHourKey key, String latency, String problem) {
        VariantKey variant = key.variant();
        setAside.add(
                table,
                variant.environment(),
                problem,
                Map.of(
                        "flag",
                        variant.flag(),
                        "variant",
                        variant.variant(),
                        "hour",
                        key.hour().toString(),
                        "latency",
                        latency));
    }

    private static LatencyRow arrival(ResultSet row) throws SQLException {
        var variant = new VariantKey(row.getString("environment"), row.getString("flag"), row.getString("variant"));
        Instant hour = row.getTimestamp("received_at").toInstant().truncatedTo(ChronoUnit.HOURS);
        return new LatencyRow(new VariantHourKey(variant, hour), row.getString("latency"));
    }

    private record LatencyRow(VariantHourKey key, String latency) {}
}
