// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.foundation.database.SqlArrays;
import dev.evenkeel.server.foundation.database.SqlInstants;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The latency history per variant. Ingestion only inserts rows, so it never waits for locks; [#rollUp]
/// aggregates them by hour.
///
/// A row that cannot be read, or has more calls than possible, is skipped and counted as refused by the limit
/// `batch-calls`; [#rollUp] quarantines it. It affects neither the rest of its variant nor other environments.
@Component
public class LatencyRepository {
    private static final int FOLD_LIMIT = 2_000;
    private static final long MOST_OF_AN_HOUR = 1_000_000_000_000_000L;

    private final JdbcClient jdbc;
    private final LimitRefusalCounter limit;
    private final QuarantinedRowRepository setAside;

    LatencyRepository(JdbcClient jdbc, LimitRegistry limits, QuarantinedRowRepository quarantine) {
        this.jdbc = jdbc;
        this.setAside = quarantine;
        this.limit = limits.register("batch-calls", OutcomeBatch.MAX_CALLS);
    }

    public void insert(Instant receivedAt, Map<VariantKey, LatencyHistogram> latencies) {
        if (latencies.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into latency_batch (environment, flag, variant, received_at, calls, histogram)
                        select environment, flag, variant, :receivedAt, calls, histogram
                        from unnest(:environments, :flags, :variants, :calls, :histograms)
                             as row (environment, flag, variant, calls, histogram)
                        """)
                .param("receivedAt", receivedAt)
                .param("environments", SqlArrays.toTextArray(latencies.keySet(), VariantKey::environment))
                .param("flags", SqlArrays.toTextArray(latencies.keySet(), VariantKey::flag))
                .param("variants", SqlArrays.toTextArray(latencies.keySet(), VariantKey::variant))
                .param("calls", SqlArrays.toLongArray(latencies.values(), LatencyHistogram::count))
                .param("histograms", SqlArrays.toTextArray(latencies.values(), LatencyHistogram::encode))
                .update();
    }

    /// Returns the number of calls of a variant with known latencies since an instant, in whole hours. Calls of
    /// candidates are never included.
    public long countCalls(VariantKey key, Instant since) {
        return jdbc.sql("""
                        select coalesce(sum(calls), 0) from (
                            select calls from latency_hour
                            where environment = :environment and flag = :flag and variant = :variant and hour >= :since
                              and calls <= :mostOfAnHour
                            union all
                            select calls from latency_batch
                            where environment = :environment and flag = :flag and variant = :variant
                              and received_at >= :since and calls <= :mostOfABatch) as known
                        """)
                .params(parameters(key, "since", since))
                .param("mostOfAnHour", MOST_OF_AN_HOUR)
                .param("mostOfABatch", OutcomeBatch.MAX_CALLS)
                .query(Long.class)
                .single();
    }

    /// Returns the newest latencies: adds rows, newest first, until there are enough or no more. Older ones are
    /// omitted because a service behaves differently just after its start or at another time of day.
    ///
    /// @param enough number of calls to reach, 1 or more; the row that reaches it is added as a whole
    public LatencyHistogram loadNewest(VariantKey key, Instant since, long enough) {
        List<String> rows = jdbc.sql("""
                        select histogram from (
                            select histogram, sum(calls) over (order by at desc rows unbounded preceding) - calls as newer
                            from (
                                select hour as at, calls, histogram from latency_hour
                                where environment = :environment and flag = :flag and variant = :variant
                                  and hour >= :since and calls <= :mostOfAnHour
                                union all
                                select received_at, calls, histogram from latency_batch
                                where environment = :environment and flag = :flag and variant = :variant
                                  and received_at >= :since and calls <= :mostOfABatch) as known) as ranked
                        where newer < :enough
                        """)
                .params(parameters(key, "since", since))
                .param("mostOfAnHour", MOST_OF_AN_HOUR)
                .param("mostOfABatch", OutcomeBatch.MAX_CALLS)
                .param("enough", enough)
                .query((row, index) -> row.getString(1))
                .list();
        return sum(rows, MOST_OF_AN_HOUR, (row, problem) -> {});
    }

    /// Aggregates rows by hour, a limited number per call; several servers may run it at once.
    ///
    /// @param receivedBefore later rows keep their exact time, so that the newest ones can be found
    /// @return whether there may be more rows to aggregate
    boolean rollUp(Instant receivedBefore) {
        List<LatencyRow> arrivals = jdbc.sql("""
                        delete from latency_batch where id in (
                            select id from latency_batch where received_at < :before
                            order by id limit :limit for update skip locked)
                        returning environment, flag, variant, received_at, histogram
                        """)
                .param("before", receivedBefore)
                .param("limit", FOLD_LIMIT)
                .query((row, index) -> mapRow(row))
                .list();
        Map<VariantHourKey, List<String>> byHour = arrivals.stream()
                .collect(Collectors.groupingBy(
                        LatencyRow::key, TreeMap::new, Collectors.mapping(LatencyRow::latency, Collectors.toList())));
        byHour.forEach((key, latencies) -> add(
                key,
                sum(
                        latencies,
                        OutcomeBatch.MAX_CALLS,
                        (latency, problem) -> quarantine("latency_batch", key, latency, problem))));
        return arrivals.size() == FOLD_LIMIT;
    }

    private void add(VariantHourKey key, LatencyHistogram more) {
        List<String> before = jdbc.sql("""
                        insert into latency_hour (environment, flag, variant, hour, calls, histogram)
                        values (:environment, :flag, :variant, :hour, 0, :empty)
                        on conflict (environment, flag, variant, hour) do update set calls = latency_hour.calls
                        returning histogram
                        """)
                .params(parameters(key.variant(), "hour", key.hour()))
                .param("empty", new LatencyHistogram().encode())
                .query((row, index) -> row.getString(1))
                .list();
        LatencyHistogram sum =
                sum(before, MOST_OF_AN_HOUR, (latency, problem) -> quarantine("latency_hour", key, latency, problem));
        sum.add(more);
        jdbc.sql("""
                        update latency_hour set calls = :calls, histogram = :histogram
                        where environment = :environment and flag = :flag and variant = :variant and hour = :hour
                        """)
                .params(parameters(key.variant(), "hour", key.hour()))
                .param("calls", sum.count())
                .param("histogram", sum.encode())
                .update();
    }

    private static Map<String, Object> parameters(VariantKey key, String name, Instant instant) {
        return Map.of("environment", key.environment(), "flag", key.flag(), "variant", key.variant(), name, instant);
    }

    /// @param most maximum number of calls in one histogram; larger ones are skipped
    /// @param leftOut receives each skipped histogram, with the reason
    private LatencyHistogram sum(List<String> encoded, long most, BiConsumer<String, String> leftOut) {
        var sum = new LatencyHistogram();
        for (String one : encoded) {
            try {
                LatencyHistogram sketch = LatencyHistogram.decode(one);
                if (sketch.count() <= most) {
                    sum.add(sketch);
                    continue;
                }
                leftOut.accept(one, "implausible count of " + sketch.count() + " calls; maximum " + most);
            } catch (IllegalArgumentException e) {
                leftOut.accept(one, String.valueOf(e.getMessage()));
            }
            limit.recordRefusal();
        }
        return sum;
    }

    private void quarantine(String table, VariantHourKey key, String latency, String problem) {
        VariantKey variant = key.variant();
        setAside.insert(
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
                        "histogram",
                        latency));
    }

    private static LatencyRow mapRow(ResultSet row) throws SQLException {
        var variant = new VariantKey(row.getString("environment"), row.getString("flag"), row.getString("variant"));
        Instant hour = SqlInstants.read(row, "received_at").truncatedTo(ChronoUnit.HOURS);
        return new LatencyRow(new VariantHourKey(variant, hour), row.getString("histogram"));
    }

    private record LatencyRow(VariantHourKey key, String latency) {}
}
