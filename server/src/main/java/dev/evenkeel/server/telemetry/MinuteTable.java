// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.OutcomeSummary;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Calls of each flag, minute by minute. Every method runs in the caller's transaction, in one round trip.
@Component
class MinuteTable {
    private static final int SLOTS = 8;

    private final JdbcClient jdbc;

    MinuteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds the calls of a batch to the minute in which it arrived: flags in one order, so that concurrent batches
    /// never
    /// deadlock.
    ///
    /// @param knownFlag whether the environment has such a flag
    void add(String environment, OutcomeBatch batch, Instant receivedAt, Predicate<String> knownFlag) {
        Map<String, List<OutcomeSummary>> byFlag = batch.summaries().stream()
                .filter(summary -> summary.calls() > 0 && knownFlag.test(summary.flag()))
                .collect(Collectors.groupingBy(OutcomeSummary::flag, TreeMap::new, Collectors.toList()));
        if (byFlag.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into outcome_minute as stored (environment, flag, minute, slot, calls, failures)
                        select :environment, flag, :minute, :slot, calls, failures
                        from unnest(:flags, :calls, :failures) as told (flag, calls, failures)
                        order by flag
                        on conflict (environment, flag, minute, slot) do update
                        set calls = stored.calls + excluded.calls, failures = stored.failures + excluded.failures
                        """)
                .param("environment", environment)
                .param("minute", Timestamp.from(receivedAt.truncatedTo(ChronoUnit.MINUTES)))
                .param("slot", Math.floorMod(batch.instance().hashCode(), SLOTS))
                .param("flags", byFlag.keySet().toArray(String[]::new))
                .param(
                        "calls",
                        byFlag.values().stream()
                                .map(some -> some.stream()
                                        .mapToLong(OutcomeSummary::calls)
                                        .sum())
                                .toArray(Long[]::new))
                .param(
                        "failures",
                        byFlag.values().stream()
                                .map(some -> some.stream()
                                        .mapToLong(OutcomeSummary::failures)
                                        .sum())
                                .toArray(Long[]::new))
                .update();
    }

    List<CallMinute> minutes(String environment, String flag, Instant from, Instant to) {
        return jdbc.sql("""
                        select minute, sum(calls) as calls, sum(failures) as failures from outcome_minute
                        where environment = :environment and flag = :flag and minute >= :from and minute < :to
                        group by minute order by minute
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, index) -> new CallMinute(
                        row.getTimestamp("minute").toInstant(), row.getLong("calls"), row.getLong("failures")))
                .list();
    }

    void deleteBefore(Instant limit) {
        jdbc.sql("delete from outcome_minute where minute < :limit")
                .param("limit", Timestamp.from(limit))
                .update();
    }
}
